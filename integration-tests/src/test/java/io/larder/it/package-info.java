/** Is it true? */
@NullMarked
package io.larder.it;

import org.jspecify.annotations.NullMarked;
