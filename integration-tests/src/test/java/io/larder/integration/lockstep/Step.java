package io.larder.integration.lockstep;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a session does: data, so that it can be done again. It says how it looks in a report by {@code toString}.
 *
 * <p>Where {@link #DATABASE} is in its text, each side puts the name of its own database.
 */
sealed interface Step {
    /** Stands for the name of the database; for what is common to all databases of a server must not meet. */
    String DATABASE = "<db>";

    /** Returns the tables that no open transaction of another session may have written. */
    default Set<String> locks() {
        return Set.of();
    }

    default Effect effect() {
        return Effect.NONE;
    }

    /** What a step means for those that come after it. */
    enum Effect {
        NONE,
        /** It waits for, and keeps out, every other open transaction. */
        EXCLUSIVE,
        /** It ends the transaction, whatever its outcome. */
        ENDS,
        /** It leaves the transaction to whoever finishes it. */
        PREPARES,
        /** It finishes a prepared transaction. */
        FINISHES
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

        @Override
        public String toString() {
            return (kept ? " kept" : "")
                    + (scrollable ? " scrollable" : "")
                    + (maxRows == 0 ? "" : " maxRows=" + maxRows)
                    + (fetchSize == 0 ? "" : " fetchSize=" + fetchSize)
                    + (readRows == Integer.MAX_VALUE ? "" : " readRows=" + readRows);
        }
    }

    /** A statement is run. */
    record Run(Sql sql, How how, Settings settings, Effect effect) implements Step {
        static Run text(String sql) {
            return new Run(Sql.of(sql), How.EXECUTE, Settings.PLAIN, Effect.NONE);
        }

        static Run unordered(String query) {
            return new Run(new Sql(query, List.of(), false, Set.of()), How.QUERY, Settings.PLAIN, Effect.NONE);
        }

        static Run with(Effect effect, String sql) {
            return new Run(Sql.of(sql), How.EXECUTE, Settings.PLAIN, effect);
        }

        @Override
        public Set<String> locks() {
            return sql.locks();
        }

        boolean isRead() {
            return sql.locks().isEmpty() && how != How.UPDATE && how != How.LARGE_UPDATE && effect == Effect.NONE;
        }

        @Override
        public String toString() {
            String values = sql.values().isEmpty() ? "" : " <- " + sql.values();
            return sql.text() + ";" + values + " -- " + how + settings;
        }
    }

    /** Statements are run as a batch: one text with several sets of parameters, or several texts. */
    record Batch(List<Sql> statements, boolean prepared) implements Step {
        public Batch {
            statements = List.copyOf(statements);
        }

        @Override
        public Set<String> locks() {
            return statements.stream().flatMap(sql -> sql.locks().stream()).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public String toString() {
            String shown = statements.stream()
                    .map(sql -> sql.text() + (sql.values().isEmpty() ? "" : " <- " + sql.values()))
                    .collect(Collectors.joining("; "));
            return shown + "; -- BATCH" + (prepared ? " prepared" : "");
        }
    }

    /**
     * Rows are copied through the driver's own interface.
     *
     * @param rows what is copied in; null: rows are copied out
     */
    record Copy(String sql, @Nullable String rows, Set<String> locks) implements Step {
        @Override
        public String toString() {
            return sql + "; -- COPY"
                    + (rows == null ? "" : " " + rows.replace("\n", "\\n").replace("\t", "\\t"));
        }
    }

    /** What else can be done with a connection; those that end a transaction end it whatever their outcome. */
    enum Action {
        COMMIT,
        ROLLBACK,
        /** Argument 0: off; 1: on. */
        AUTO_COMMIT,
        /** The argument is the level. */
        ISOLATION,
        GET_ISOLATION,
        /** Argument 0: no; 1: yes. */
        READ_ONLY,
        /** The argument is the savepoint's number. */
        SET_SAVEPOINT,
        ROLLBACK_TO_SAVEPOINT,
        RELEASE_SAVEPOINT,
        /** Closes the connection and opens another one. */
        RECONNECT
    }

    /** Something else is done with the connection. */
    record Call(Action action, int argument) implements Step {
        static Call of(Action action) {
            return new Call(action, 0);
        }

        @Override
        public Effect effect() {
            return switch (action) {
                case COMMIT, ROLLBACK, RECONNECT -> Effect.ENDS;
                case AUTO_COMMIT -> argument == 1 ? Effect.ENDS : Effect.NONE;
                default -> Effect.NONE;
            };
        }

        @Override
        public String toString() {
            return "-- " + action + " " + argument;
        }
    }
}
