/**
 * Does each cell of an answer from the cache read as it does in the bare driver's answer: by every getter, in every form, with
 * every version of the driver?
 */
@NullMarked
package io.larder.integration.cells;

import org.jspecify.annotations.NullMarked;
