/** What is particular to MariaDB and its driver? */
@NullMarked
package io.larder.jdbc.mariadb;

import org.jspecify.annotations.NullMarked;
