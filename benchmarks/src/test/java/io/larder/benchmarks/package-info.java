/** Do the benchmarks still run? */
@NullMarked
package io.larder.benchmarks;

import org.jspecify.annotations.NullMarked;
