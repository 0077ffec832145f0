package io.larder.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A call of the database's driver. */
@FunctionalInterface
interface SqlCall<T extends @Nullable Object> {
    T run() throws SQLException;
}
