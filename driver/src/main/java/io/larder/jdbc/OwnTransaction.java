package io.larder.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs Larder's own queries on a connection that is in no transaction, and leaves it so. */
final class OwnTransaction {
    private OwnTransaction() {}

    static <T> T run(Connection idle, SqlCall<T> query) throws SQLException {
        if (idle.getAutoCommit()) {
            return query.run();
        }
        try {
            return query.run();
        } finally {
            idle.rollback();
        }
    }
}
