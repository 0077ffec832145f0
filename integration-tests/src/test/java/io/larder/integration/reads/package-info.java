/** Does Larder know all that PostgreSQL reads for a query? */
@NullMarked
package io.larder.integration.reads;

import org.jspecify.annotations.NullMarked;
