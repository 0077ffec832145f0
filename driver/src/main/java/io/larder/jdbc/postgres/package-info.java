/** What is particular to PostgreSQL and pgjdbc? */
@NullMarked
package io.larder.jdbc.postgres;

import org.jspecify.annotations.NullMarked;
