package io.larder.jdbc.cache;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A call of the database's driver. */
@FunctionalInterface
public interface SqlCall<T extends @Nullable Object> {
    T run() throws SQLException;

    /** A call that returns nothing. */
    interface Action {
        void run() throws SQLException;
    }

    /** Returns an action as a call. */
    static SqlCall<Boolean> of(Action action) {
        return () -> {
            action.run();
            return Boolean.TRUE;
        };
    }

    /** Returns whether something is so; a connection that is lost knows nothing. */
    static boolean known(SqlCall<Boolean> fact) {
        try {
            return fact.run();
        } catch (SQLException | RuntimeException lost) {
            return false;
        }
    }
}
