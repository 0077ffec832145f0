/**
 * What does an operator type? The command line of the jar with all in it: {@code LarderCommand} and what it calls.
 *
 * <p>It needs picocli, which is in that jar alone; no class outside of this package knows it.
 */
@NullMarked
package io.larder.cli;

import org.jspecify.annotations.NullMarked;
