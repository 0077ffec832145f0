/** What does a query cost, with Larder and without? Both are measured in the same run. */
@NullMarked
package io.larder.benchmarks;

import org.jspecify.annotations.NullMarked;
