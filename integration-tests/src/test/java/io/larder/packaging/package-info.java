/** Is what we hand out what we promise? Tests of the built jars. */
@NullMarked
package io.larder.packaging;

import org.jspecify.annotations.NullMarked;
