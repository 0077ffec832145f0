package io.larder.integration.surface;

import io.larder.integration.TestDatabase;
import io.larder.integration.Transcript;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements execute, count, warn, end and fail alike. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class StatementLifeTest extends Surface {
    StatementLifeTest(TestDatabase database) {
        super(database);
    }

    /** Notes all results and counts of an execution, as frameworks go through them. */
    private static void loop(Transcript notes, Statement statement, @Nullable Boolean rows) {
        boolean more = Boolean.TRUE.equals(rows);
        for (int result = 1; result <= 5; result++) {
            String which = "result " + result;
            if (more) {
                notes.rows(which, notes.see(which, statement::getResultSet));
            }
            Long count = notes.see(which + " large count", statement::getLargeUpdateCount);
            notes.see(which + " count", statement::getUpdateCount);
            if (!more && (count == null || count == -1)) {
                return;
            }
            more = Boolean.TRUE.equals(notes.see(which + " more", () -> statement.getMoreResults()));
        }
    }

    @Test
    void executeLoopsAreServed() throws Exception {
        served((connection, notes) -> {
            try (Statement statement = connection.createStatement();
                    PreparedStatement prepared = connection.prepareStatement(BY_ID)) {
                loop(notes, statement, notes.see("execute", () -> statement.execute(ITEMS)));
                prepared.setInt(1, 2);
                loop(notes, prepared, notes.see("execute prepared", prepared::execute));
            }
        });
    }

    @Test
    void severalStatementsInOneTextAreAlike() throws Exception {
        writing((connection, notes) -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : List.of(
                        "select 1; select 2",
                        "select id from item where id = 1; update item set name = 'quince' where id = 1; select 3",
                        "update item set name = 'x' where id = 2; update item set name = 'y' where id > 2",
                        "update item set price = 0; select nonsense",
                        "select 1;",
                        ";",
                        "",
                        "  -- nothing\n",
                        "/* nothing */")) {
                    Boolean rows = notes.see(sql, () -> statement.execute(sql));
                    notes.statement(sql, statement);
                    loop(notes, statement, rows);
                    notes.see("as a query: " + sql, () -> statement.executeQuery(sql));
                    notes.see("as an update: " + sql, () -> statement.executeUpdate(sql));
                    PreparedStatement prepared = notes.see("prepared " + sql, () -> connection.prepareStatement(sql));
                    if (prepared != null) {
                        notes.see("execute prepared " + sql, prepared::execute);
                        prepared.close();
                    }
                }
                notes.rows("written", statement.executeQuery(ITEMS));
                notes.rows("written", statement.executeQuery(ITEMS));
            }
        });
    }

    @Test
    void limitsAreSetAlike() throws Exception {
        served((connection, notes) -> {
            try (Statement statement = connection.createStatement()) {
                notes.statement("new", statement);
                for (int max : new int[] {2, 0, 100, -1, 2}) {
                    notes.run("setMaxRows " + max, () -> statement.setMaxRows(max));
                    notes.see("getMaxRows", statement::getMaxRows);
                    ResultSet rows = statement.executeQuery(ITEMS);
                    statement.setMaxRows(1);
                    notes.rows("rows", rows);
                }
                for (long max : new long[] {3, 0, -1, Long.MAX_VALUE, 3}) {
                    notes.run("setLargeMaxRows " + max, () -> statement.setLargeMaxRows(max));
                    notes.see("getLargeMaxRows", statement::getLargeMaxRows);
                    notes.see("getMaxRows", statement::getMaxRows);
                    notes.rows("rows", notes.see("query", () -> statement.executeQuery(ITEMS)));
                }
                statement.setMaxRows(0);
                for (int size : new int[] {3, 0, -1, 2}) {
                    notes.run("setMaxFieldSize " + size, () -> statement.setMaxFieldSize(size));
                    ResultSet rows = statement.executeQuery(ITEMS);
                    notes.run("setMaxFieldSize after the execution", () -> statement.setMaxFieldSize(1));
                    notes.rows("rows", rows);
                    ResultSet bytes = statement.executeQuery("select bytes, words from specimen order by id");
                    while (bytes.next()) {
                        notes.see("bytes", () -> bytes.getBytes(1));
                        notes.see("words", () -> bytes.getObject(2));
                    }
                }
                notes.run("setQueryTimeout", () -> statement.setQueryTimeout(5));
                notes.run("setQueryTimeout -1", () -> statement.setQueryTimeout(-1));
                notes.rows("in time", statement.executeQuery(ITEMS));
                notes.run("no timeout", () -> statement.setQueryTimeout(0));
                notes.run("setPoolable", () -> statement.setPoolable(true));
                notes.statement("set", statement);
            }
        });
    }

    @Test
    void cancelIsAlike() throws Exception {
        served((connection, notes) -> {
            Statement statement = connection.createStatement();
            notes.run("before", statement::cancel);
            ResultSet rows = statement.executeQuery(ITEMS);
            notes.run("after", statement::cancel);
            notes.rows("rows", rows);
            notes.rows("the next query", statement.executeQuery(ITEMS));
            statement.close();
            notes.run("when closed", statement::cancel);
        });
    }

    @Test
    void cancelFromAnotherThreadIsAlike() throws Exception {
        if (!isPostgres()) {
            return;
        }
        partlyServed((connection, notes) -> {
            read(connection, ITEMS);
            try (Statement statement = connection.createStatement();
                    Connection observer = larder("OFF");
                    Statement watch = observer.createStatement()) {
                CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
                    try {
                        statement
                                .executeQuery("select pg_sleep(30) /* to be cancelled */")
                                .close();
                        return new IllegalStateException("it was not cancelled");
                    } catch (SQLException e) {
                        return e;
                    }
                });
                while (!runs(watch)) {
                    Thread.onSpinWait();
                }
                notes.run("cancel", statement::cancel);
                notes.see("the query", failure::get);
                notes.rows("the next", statement.executeQuery(ITEMS));
            }
        });
    }

    private static boolean runs(Statement watch) throws SQLException {
        try (ResultSet count = watch.executeQuery("select count(*) from pg_stat_activity where state = 'active'"
                + " and query like 'select pg_sleep(30) /* to be%' and wait_event = 'PgSleep'")) {
            count.next();
            return count.getInt(1) > 0;
        }
    }

    @Test
    void aTimeoutIsAlike() throws Exception {
        if (isPostgres()) {
            once((connection, notes) -> {
                try (Statement statement = connection.createStatement()) {
                    statement.setQueryTimeout(1);
                    notes.see("too slow", () -> statement.executeQuery("select pg_sleep(20)"));
                    notes.statement("after it", statement);
                }
            });
        }
    }

    @Test
    void warningsAreAlike() throws Exception {
        if (isPostgres()) {
            writing((connection, notes) -> {
                try (Statement statement = connection.createStatement();
                        PreparedStatement prepared =
                                connection.prepareStatement("select careful() from item where id = ?")) {
                    notes.see("none", statement::getWarnings);
                    notes.rows("careful", statement.executeQuery("select careful()"));
                    notes.see("two", statement::getWarnings);
                    notes.see("of the connection", connection::getWarnings);
                    read(connection, ITEMS);
                    notes.rows("served", statement.executeQuery(ITEMS));
                    notes.see("cleared by a query", statement::getWarnings);
                    notes.rows("careful", statement.executeQuery("select careful() from item where id < 3"));
                    notes.see("two each", statement::getWarnings);
                    notes.run("clear", statement::clearWarnings);
                    notes.see("cleared", statement::getWarnings);
                    prepared.setInt(1, 1);
                    notes.rows("prepared", prepared.executeQuery());
                    notes.see("of the prepared one", prepared::getWarnings);
                }
            });
        }
    }

    @Test
    void aClosedStatementFailsAlike() throws Exception {
        alike((connection, notes) -> {
            Statement statement = connection.createStatement();
            read(connection, ITEMS);
            ResultSet rows = statement.executeQuery(ITEMS);
            notes.run("close", statement::close);
            notes.run("close again", statement::close);
            closed(notes, connection, statement);
            notes.see("its result", rows::isClosed);
            PreparedStatement prepared = connection.prepareStatement(BY_ID);
            prepared.setInt(1, 1);
            prepared.executeQuery();
            prepared.close();
            closed(notes, connection, prepared);
            closedPrepared(notes, prepared);
        });
    }

    @Test
    void statementsOfAClosedConnectionFailAlike() throws Exception {
        alike((connection, notes) -> {
            Statement statement = connection.createStatement();
            PreparedStatement prepared = connection.prepareStatement(BY_ID);
            prepared.setInt(1, 1);
            statement.execute(ITEMS);
            connection.close();
            closed(notes, connection, statement);
            closed(notes, connection, prepared);
            closedPrepared(notes, prepared);
        });
    }

    private static void closed(Transcript notes, Connection connection, Statement statement) {
        notes.statement("closed", statement);
        notes.same("connection", connection, statement::getConnection);
        notes.see("executeQuery", () -> statement.executeQuery(ITEMS));
        notes.see("execute", () -> statement.execute(ITEMS));
        notes.see("execute a write", () -> statement.execute("update item set name = name"));
        notes.see("execute with keys", () -> statement.execute(ITEMS, Statement.RETURN_GENERATED_KEYS));
        notes.see("execute with indexes", () -> statement.execute(ITEMS, new int[] {1}));
        notes.see("execute with names", () -> statement.execute(ITEMS, new String[] {"id"}));
        notes.see("executeUpdate", () -> statement.executeUpdate("delete from item"));
        notes.see("executeLargeUpdate", () -> statement.executeLargeUpdate("delete from item"));
        notes.see("begin", () -> statement.execute("begin"));
        notes.see("set", () -> statement.execute("set schema public"));
        notes.see("unknown", () -> statement.execute("call nothing()"));
        notes.run("addBatch", () -> statement.addBatch("delete from item"));
        notes.see("executeBatch", statement::executeBatch);
        notes.see("executeLargeBatch", statement::executeLargeBatch);
        notes.run("clearBatch", statement::clearBatch);
        notes.see("getResultSet", statement::getResultSet);
        notes.see("getMoreResults", () -> statement.getMoreResults());
        notes.see("getGeneratedKeys", statement::getGeneratedKeys);
        notes.run("setMaxRows", () -> statement.setMaxRows(1));
        notes.run("setMaxFieldSize", () -> statement.setMaxFieldSize(1));
        notes.run("setFetchSize", () -> statement.setFetchSize(1));
        notes.run("setFetchDirection", () -> statement.setFetchDirection(ResultSet.FETCH_FORWARD));
        notes.run("setQueryTimeout", () -> statement.setQueryTimeout(1));
        notes.run("setEscapeProcessing", () -> statement.setEscapeProcessing(true));
        notes.run("setCursorName", () -> statement.setCursorName("here"));
        notes.run("setPoolable", () -> statement.setPoolable(true));
        notes.run("closeOnCompletion", statement::closeOnCompletion);
        notes.run("clearWarnings", statement::clearWarnings);
        notes.run("cancel", statement::cancel);
        notes.see("enquoteLiteral", () -> statement.enquoteLiteral("it's"));
        notes.see("enquoteIdentifier", () -> statement.enquoteIdentifier("a b", false));
        notes.see("isWrapperFor", () -> statement.isWrapperFor(List.class));
    }

    private static void closedPrepared(Transcript notes, PreparedStatement prepared) {
        notes.see("executeQuery", prepared::executeQuery);
        notes.see("execute", prepared::execute);
        notes.see("executeUpdate", prepared::executeUpdate);
        notes.see("executeLargeUpdate", prepared::executeLargeUpdate);
        notes.run("addBatch", prepared::addBatch);
        notes.see("executeBatch", prepared::executeBatch);
        notes.run("setInt", () -> prepared.setInt(1, 1));
        notes.run("setObject", () -> prepared.setObject(1, 1));
        notes.run("clearParameters", prepared::clearParameters);
        notes.see("getMetaData", prepared::getMetaData);
        notes.see("getParameterMetaData", prepared::getParameterMetaData);
    }

    @Test
    void cursorsAreNamedAlike() throws Exception {
        alike((connection, notes) -> {
            try (Statement statement = connection.createStatement()) {
                notes.rows("before", statement.executeQuery(ITEMS));
                notes.run("name", () -> statement.setCursorName("here"));
                for (int time = 1; time <= 2; time++) {
                    ResultSet rows = statement.executeQuery(ITEMS);
                    notes.see("getCursorName", rows::getCursorName);
                    notes.rows("named", rows);
                }
            }
        });
    }

    @Test
    void aFailedTransactionFailsAlike() throws Exception {
        alike((connection, notes) -> {
            read(connection, ITEMS);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    PreparedStatement prepared = connection.prepareStatement(BY_ID)) {
                prepared.setInt(1, 1);
                notes.rows("before", prepared.executeQuery());
                ResultSet kept = prepared.executeQuery();
                notes.see("failure", () -> statement.executeQuery("select nonsense from item"));
                notes.rows("after", notes.see("after", () -> statement.executeQuery(ITEMS)));
                notes.see(
                        "metadata of the one that was executed",
                        () -> prepared.getMetaData().getColumnName(2));
                notes.rows("kept", kept);
                connection.rollback();
                notes.rows("rolled back", statement.executeQuery(ITEMS));
                connection.rollback();
            }
            connection.setAutoCommit(true);
        });
    }
}
