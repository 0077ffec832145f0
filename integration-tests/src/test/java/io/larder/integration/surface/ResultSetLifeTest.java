package io.larder.integration.surface;

import io.larder.integration.TestDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** From their execution to their close, and after it, results behave alike. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ResultSetLifeTest extends Surface {
    private static final int[] MODES = {
        Statement.CLOSE_CURRENT_RESULT, Statement.KEEP_CURRENT_RESULT, Statement.CLOSE_ALL_RESULTS, 99
    };

    ResultSetLifeTest(TestDatabase database) {
        super(database);
    }

    @Test
    void aClosedResultFailsAlike() throws Exception {
        writing((connection, notes) -> {
            read(connection, ITEMS);
            try (Statement statement = connection.createStatement()) {
                ResultSet rows = statement.executeQuery(ITEMS);
                rows.next();
                notes.run("close", rows::close);
                notes.run("close again", rows::close);
                notes.see("isClosed", rows::isClosed);
                notes.result("closed", rows);
                notes.see("next", rows::next);
                notes.see("getString", () -> rows.getString(1));
                notes.see("getBytes", () -> rows.getBytes(1));
                notes.see("getObject", () -> rows.getObject("id"));
                notes.same("getStatement", statement, rows::getStatement);
                notes.run("clearWarnings", rows::clearWarnings);
                notes.run("setFetchSize", () -> rows.setFetchSize(1));
                notes.run("updateRow", rows::updateRow);
                notes.same("getResultSet", rows, statement::getResultSet);
                notes.statement("after the close", statement);
                notes.see("more", statement::getMoreResults);
                notes.same("getResultSet after more", rows, statement::getResultSet);
            }
        });
    }

    @Test
    void aResultKnowsItsStatement() throws Exception {
        served((connection, notes) -> {
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery(ITEMS);
            notes.same("getStatement", statement, rows::getStatement);
            notes.same("getResultSet", rows, statement::getResultSet);
            notes.same("getResultSet again", rows, statement::getResultSet);
            notes.same("its connection", connection, () -> rows.getStatement().getConnection());
            statement.close();
            notes.same("getStatement, closed", statement, rows::getStatement);
            notes.same("getConnection, closed", connection, statement::getConnection);
            notes.see("getResultSet, closed", statement::getResultSet);
            notes.see("isClosed", rows::isClosed);
            try (PreparedStatement prepared = connection.prepareStatement(BY_ID)) {
                prepared.setInt(1, 1);
                ResultSet row = prepared.executeQuery();
                notes.same("prepared getStatement", prepared, row::getStatement);
                notes.same("prepared getResultSet", row, prepared::getResultSet);
                notes.see("execute", prepared::execute);
                ResultSet second = prepared.getResultSet();
                notes.same("the same twice", second, prepared::getResultSet);
                notes.see("the first is closed", row::isClosed);
                notes.rows("rows", second);
            }
        });
    }

    @Test
    void anotherExecutionClosesAlike() throws Exception {
        served((connection, notes) -> {
            try (Statement statement = connection.createStatement()) {
                ResultSet first = statement.executeQuery(ITEMS);
                first.next();
                ResultSet second = statement.executeQuery("select name from item order by id");
                notes.see("first closed", first::isClosed);
                notes.see("first next", first::next);
                notes.see("second closed", second::isClosed);
                notes.see("a failure", () -> statement.executeQuery("select nonsense from item"));
                notes.see("second closed by a failure", second::isClosed);
                notes.statement("after a failure", statement);
                notes.see("result after a failure", statement::getResultSet);
                notes.see("more after a failure", statement::getMoreResults);
                ResultSet third = statement.executeQuery(ITEMS);
                notes.see("empty batch", statement::executeBatch);
                notes.see("third closed by an empty batch", third::isClosed);
                notes.statement("after an empty batch", statement);
            }
        });
    }

    @Test
    void moreResultsAreAskedForAlike() throws Exception {
        served((connection, notes) -> {
            for (int mode : MODES) {
                try (Statement statement = connection.createStatement()) {
                    notes.see("execute", () -> statement.execute(ITEMS));
                    ResultSet rows = statement.getResultSet();
                    rows.next();
                    notes.see("more " + mode, () -> statement.getMoreResults(mode));
                    notes.see("closed", rows::isClosed);
                    notes.see("next", rows::next);
                    notes.same("getResultSet", rows, statement::getResultSet);
                    notes.statement("after more", statement);
                    notes.see("more " + mode + " again", () -> statement.getMoreResults(mode));
                    notes.see("closed now", rows::isClosed);
                    notes.see("more without mode", statement::getMoreResults);
                    notes.see("closed then", rows::isClosed);
                    notes.same("getResultSet at last", rows, statement::getResultSet);
                    notes.see("execute again", () -> statement.execute(ITEMS));
                    notes.see("the first is closed", rows::isClosed);
                    notes.rows("rows", statement.getResultSet());
                }
            }
        });
    }

    @Test
    void moreResultsCloseAllThatWasKept() throws Exception {
        served((connection, notes) -> {
            Statement statement = connection.createStatement();
            ResultSet kept = statement.executeQuery(ITEMS);
            notes.see("keep", () -> statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
            notes.see("kept", kept::isClosed);
            notes.see("close all", () -> statement.getMoreResults(Statement.CLOSE_ALL_RESULTS));
            notes.see("closed", kept::isClosed);
            ResultSet second = statement.executeQuery(ITEMS);
            statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
            statement.close();
            notes.see("closed with its statement", second::isClosed);
            notes.see("more when closed", statement::getMoreResults);
            notes.see("more in a mode when closed", () -> statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
            notes.see("count when closed", statement::getUpdateCount);
        });
    }

    @Test
    void closeOnCompletionIsAlike() throws Exception {
        partlyServed((connection, notes) -> {
            Statement statement = connection.createStatement();
            notes.run("closeOnCompletion", statement::closeOnCompletion);
            notes.run("closeOnCompletion again", statement::closeOnCompletion);
            notes.see("isCloseOnCompletion", statement::isCloseOnCompletion);
            ResultSet rows = statement.executeQuery(ITEMS);
            notes.rows("rows", rows);
            notes.see("open at the end", statement::isClosed);
            notes.see("next execution", () -> statement.executeQuery(ITEMS));
            notes.see("the first", rows::isClosed);
            notes.statement("after two executions", statement);
            notes.run("close", rows::close);
            notes.statement("closed", statement);
            try (Statement other = connection.createStatement()) {
                ResultSet first = other.executeQuery(ITEMS);
                notes.run("closeOnCompletion after the execution", other::closeOnCompletion);
                notes.run("close", first::close);
                notes.statement("completed", other);
                notes.see("execute when completed", () -> other.execute(ITEMS));
            }
        });
    }

    @Test
    void closeOnCompletionWithMoreResultsIsAlike() throws Exception {
        served((connection, notes) -> {
            for (int mode : MODES) {
                Statement statement = connection.createStatement();
                notes.run("closeOnCompletion", statement::closeOnCompletion);
                ResultSet rows = statement.executeQuery(ITEMS);
                notes.see("more", () -> statement.getMoreResults(mode));
                notes.see("result closed", rows::isClosed);
                notes.statement("after more", statement);
                notes.run("close the result", rows::close);
                notes.statement("after the close", statement);
                statement.close();
                PreparedStatement prepared = connection.prepareStatement(BY_ID);
                notes.run("closeOnCompletion", prepared::closeOnCompletion);
                prepared.setInt(1, 1);
                notes.rows("first", prepared.executeQuery());
                notes.see("execute", prepared::execute);
                notes.statement("after the second", prepared);
                notes.rows("second", prepared.isClosed() ? null : prepared.getResultSet());
                prepared.close();
            }
        });
    }

    @Test
    void readingAfterTheTransactionIsAlike() throws Exception {
        served((connection, notes) -> {
            connection.setAutoCommit(false);
            for (int holdability : new int[] {ResultSet.HOLD_CURSORS_OVER_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT}) {
                try (Statement statement = connection.createStatement(
                        ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, holdability)) {
                    ResultSet rows = statement.executeQuery(ITEMS);
                    rows.next();
                    connection.commit();
                    notes.result("after commit", rows);
                    notes.rows("after commit", rows);
                    ResultSet others = statement.executeQuery(ITEMS);
                    others.next();
                    connection.rollback();
                    notes.result("after rollback", others);
                    notes.rows("after rollback", others);
                    notes.metaData("after rollback", others.getMetaData());
                    connection.rollback();
                }
            }
            connection.setAutoCommit(true);
        });
    }

    @Test
    void readingAfterTheConnectionIsClosedIsAlike() throws Exception {
        partlyServed((connection, notes) -> {
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery(ITEMS);
            rows.next();
            connection.close();
            notes.see("connection closed", connection::isClosed);
            notes.see("string", () -> rows.getString(2));
            notes.result("its result", rows);
            notes.rows("its rows", rows);
            notes.see("metadata", rows::getMetaData);
            notes.same("statement", statement, rows::getStatement);
            notes.statement("its statement", statement);
            notes.see("execute", () -> statement.executeQuery(ITEMS));
            notes.see("execute a write", () -> statement.executeUpdate("update item set name = name"));
            notes.see("more", statement::getMoreResults);
            notes.see("result", statement::getResultSet);
            notes.run("close the result", rows::close);
            notes.run("close the statement", statement::close);
            notes.see("closed", statement::isClosed);
        });
    }

    @Test
    void pagesAreReadAlike() throws Exception {
        partlyServed((connection, notes) -> {
            connection.setAutoCommit(false);
            for (int time = 1; time <= 2; time++) {
                try (Statement whole = connection.createStatement();
                        Statement paged = connection.createStatement()) {
                    notes.rows("whole", whole.executeQuery(ITEMS));
                    paged.setFetchSize(2);
                    ResultSet rows = paged.executeQuery(ITEMS);
                    notes.position("at first", rows);
                    rows.next();
                    rows.next();
                    notes.position("at the end of a page", rows);
                    notes.result("page", rows);
                    connection.commit();
                    notes.rows("the rest, after the commit", rows);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
        });
    }

    @Test
    void severalThreadsReadAlike() throws Exception {
        served((connection, notes) -> {
            try (Statement statement = connection.createStatement()) {
                ResultSet rows = statement.executeQuery(ITEMS);
                ExecutorService threads = Executors.newFixedThreadPool(3);
                try {
                    List<Future<String>> read = new ArrayList<>();
                    for (int row = 0; row < 6; row++) {
                        Future<String> next = threads.submit(() -> rows.next() ? rows.getString("name") : "the end");
                        next.get();
                        read.add(next);
                    }
                    for (Future<String> row : read) {
                        notes.see("row", row::get);
                    }
                    notes.see("closed by another", () -> {
                        threads.submit(() -> {
                                    rows.close();
                                    return true;
                                })
                                .get();
                        return rows.isClosed();
                    });
                } finally {
                    threads.shutdownNow();
                }
            }
        });
    }
}
