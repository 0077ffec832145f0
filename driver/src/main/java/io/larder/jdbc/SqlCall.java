package io.larder.jdbc;

import java.sql.SQLException;

/** A call of the database's driver. */
@FunctionalInterface
interface SqlCall<T extends @org.jspecify.annotations.Nullable Object> {
    T run() throws SQLException;
}
