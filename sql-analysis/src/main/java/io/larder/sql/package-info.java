/** What does this SQL read and write? Pure text analysis: no JDBC, no I/O, no caches. */
@NullMarked
package io.larder.sql;

import org.jspecify.annotations.NullMarked;
