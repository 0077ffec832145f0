package io.larder.integration.lockstep;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thing that a session does. It says how it looks in a report by {@code toString}. */
sealed interface Step {
    /** Returns the tables that no open transaction of another session may have written. */
    default Set<String> locks() {
        return Set.of();
    }

    /** Returns whether it waits for, and keeps out, every other open transaction. */
    default boolean exclusive() {
        return false;
    }

    /** Returns whether it ends the transaction, whatever its outcome. */
    default boolean ends() {
        return false;
    }

    /** How a statement is run. */
    enum How {
        QUERY,
        EXECUTE,
        UPDATE,
        LARGE_UPDATE,
        PREPARED_QUERY,
        PREPARED_EXECUTE,
        PREPARED_UPDATE,
        GENERATED_KEYS;

        boolean isPrepared() {
            return compareTo(PREPARED_QUERY) >= 0;
        }
    }

    /**
     * How a statement is set up.
     *
     * @param kept whether the statement object of last time is used again
     * @param scrollable whether its results are
     * @param maxRows as {@code setMaxRows}
     * @param fetchSize as {@code setFetchSize}
     * @param readRows how many rows the application looks at
     */
    record Settings(boolean kept, boolean scrollable, int maxRows, int fetchSize, int readRows) {
        static final Settings PLAIN = new Settings(false, false, 0, 0, Integer.MAX_VALUE);
    }

    /** A statement is run. */
    record Run(Sql sql, How how, Settings settings, boolean exclusive, boolean ends) implements Step {
        static Run text(String sql) {
            return new Run(Sql.of(sql), How.EXECUTE, Settings.PLAIN, false, false);
        }

        static Run unordered(String query) {
            return new Run(new Sql(query, List.of(), false, Set.of()), How.QUERY, Settings.PLAIN, false, false);
        }

        static Run exclusive(String sql) {
            return new Run(Sql.of(sql), How.EXECUTE, Settings.PLAIN, true, false);
        }

        static Run ending(String sql) {
            return new Run(Sql.of(sql), How.EXECUTE, Settings.PLAIN, false, true);
        }

        @Override
        public Set<String> locks() {
            return sql.locks();
        }

        boolean isRead() {
            return sql.locks().isEmpty() && how != How.UPDATE && how != How.LARGE_UPDATE && !exclusive && !ends;
        }

        @Override
        public String toString() {
            String more = settings.equals(Settings.PLAIN) ? "" : " " + settings;
            return how + more + " " + sql.text() + (sql.values().isEmpty() ? "" : " <- " + sql.values());
        }
    }

    /** Statements are run as a batch: one text with several sets of parameters, or several texts. */
    record Batch(List<Sql> statements, boolean prepared) implements Step {
        public Batch {
            statements = List.copyOf(statements);
        }

        @Override
        public Set<String> locks() {
            return statements.stream()
                    .flatMap(sql -> sql.locks().stream())
                    .collect(java.util.stream.Collectors.toUnmodifiableSet());
        }
    }

    /** Something else is done with the connection. */
    record Call(String name, boolean ends, Action action) implements Step {
        /** Returns what is to be compared, if anything. */
        interface Action {
            @Nullable
            Object on(Connection connection, JdbcSession session) throws SQLException;
        }

        @Override
        public String toString() {
            return "CALL " + name;
        }
    }
}
