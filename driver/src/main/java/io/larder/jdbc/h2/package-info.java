/** What is particular to H2 and its driver? */
@NullMarked
package io.larder.jdbc.h2;

import org.jspecify.annotations.NullMarked;
