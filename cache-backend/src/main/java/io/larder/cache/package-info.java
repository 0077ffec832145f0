/** Where are answers kept? Keys and bytes; neither SQL nor JDBC. */
@NullMarked
package io.larder.cache;

import org.jspecify.annotations.NullMarked;
