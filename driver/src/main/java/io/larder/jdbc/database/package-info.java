/** What must Larder know of one database and its driver? The port that each database's own package implements. */
@NullMarked
package io.larder.jdbc.database;

import org.jspecify.annotations.NullMarked;
