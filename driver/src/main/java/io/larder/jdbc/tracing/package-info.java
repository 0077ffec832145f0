/** What does a trace say of a query? Whether the cache answered it, on the span that is current, where there are spans. */
@NullMarked
package io.larder.jdbc.tracing;

import org.jspecify.annotations.NullMarked;
