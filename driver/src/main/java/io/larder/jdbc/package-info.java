/** What does the application see? The JDBC surface, configuration, sessions and transactions. */
@NullMarked
package io.larder.jdbc;

import org.jspecify.annotations.NullMarked;
