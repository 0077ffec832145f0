package io.larder.integration.surface;

import io.larder.integration.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
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
    void labelsAreFoundAlike() throws Exception {
        served((connection, notes) -> {
            String sql =
                    "select id as \"Key\", name as label, price as LABEL, id as \"key\", id + 1 as \"ä\" from item";
            try (Statement statement = connection.createStatement()) {
                ResultSet rows = statement.executeQuery(sql);
                rows.next();
                for (String label :
                        List.of("Key", "KEY", "key", "label", "LABEL", "Label", "id", "name", "Ä", "ä", "", "x")) {
                    notes.see("find " + label, () -> rows.findColumn(label));
                    notes.see("get " + label, () -> rows.getString(label));
                    notes.see("object " + label, () -> rows.getObject(label));
                }
                notes.see("find null", () -> rows.findColumn(null));
                rows.close();
                notes.see("find when closed", () -> rows.findColumn("label"));
            }
        });
    }

    @Test
    void wasNullIsToldAlike() throws Exception {
        served((connection, notes) -> {
            try (Statement statement = connection.createStatement()) {
                ResultSet rows = statement.executeQuery(ITEMS);
                notes.see("before the first row", rows::wasNull);
                rows.next();
                notes.see("before any get", rows::wasNull);
                rows.getString(2);
                notes.see("after a value", rows::wasNull);
                rows.next();
                rows.next();
                notes.see("after next", rows::wasNull);
                notes.see("null as int", () -> rows.getInt("price"));
                notes.see("after a null", rows::wasNull);
                rows.next();
                notes.see("after next again", rows::wasNull);
                notes.see("a failure", () -> rows.getInt("name"));
                notes.see("after a failure", rows::wasNull);
                notes.see("no such column", () -> rows.getInt(9));
                notes.see("after no such column", rows::wasNull);
                rows.getObject(1);
                notes.see("after an object", rows::wasNull);
                rows.close();
                notes.see("closed", rows::wasNull);
            }
        });
    }

    @Test
    void columnsAreDescribedAlike() throws Exception {
        served((connection, notes) -> {
            for (String sql : List.of(
                    ITEMS,
                    "select i.id, i.name as label, i.price * 2, count(*), 'text', null from item i group by i.id",
                    "select * from specimen",
                    "select text, id from note")) {
                try (Statement statement = connection.createStatement()) {
                    ResultSet rows = statement.executeQuery(sql);
                    ResultSetMetaData meta = rows.getMetaData();
                    notes.metaData("open", meta);
                    notes.see("itself", () -> meta.unwrap(ResultSetMetaData.class));
                    notes.see("isWrapperFor", () -> meta.isWrapperFor(ResultSetMetaData.class));
                    notes.see("is no list", () -> meta.isWrapperFor(List.class));
                    notes.see("to a list", () -> meta.unwrap(List.class));
                    rows.close();
                    notes.see("of a closed result", rows::getMetaData);
                    notes.see("kept over the close", () -> meta.getColumnLabel(1));
                }
            }
        });
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

    @Test
    void whatIsUnwrappedIsAlike() throws Exception {
        served((connection, notes) -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(ITEMS)) {
                notes.same("itself", rows, () -> rows.unwrap(ResultSet.class));
                notes.see("is a result", () -> rows.isWrapperFor(ResultSet.class));
                notes.see("is no list", () -> rows.isWrapperFor(List.class));
                notes.see("as a list", () -> rows.unwrap(List.class));
                notes.see("is closeable", () -> rows.isWrapperFor(AutoCloseable.class));
                notes.see("getCursorName", rows::getCursorName);
                rows.next();
                notes.see("getRowId", () -> rows.getRowId(1));
                notes.see("getRef", () -> rows.getRef(1));
                notes.see("getURL", () -> rows.getURL(1));
                notes.see("getSQLXML", () -> rows.getSQLXML(2));
                notes.see("getNString", () -> rows.getNString(2));
                notes.see("rowInserted", rows::rowInserted);
                notes.see("rowUpdated", rows::rowUpdated);
                notes.see("rowDeleted", rows::rowDeleted);
                for (Class<?> type : List.of(List.class, Object.class, Connection.class, Thread.class, int[].class)) {
                    notes.see("as " + type, () -> rows.getObject(2, type));
                }
                notes.see("as null", () -> rows.getObject(2, (Class<?>) null));
                notes.see("with a map", () -> rows.getObject(2, java.util.Map.of()));
                notes.see("with no map", () -> rows.getObject(2, (java.util.Map<String, Class<?>>) null));
            }
        });
    }

    @Test
    void aReadOnlyResultRefusesUpdatesAlike() throws Exception {
        writing((connection, notes) -> {
            read(connection, ITEMS);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(ITEMS)) {
                rows.next();
                notes.run("updateString", () -> rows.updateString(2, "quince"));
                notes.run("updateNull", () -> rows.updateNull("name"));
                notes.run("updateRow", rows::updateRow);
                notes.run("insertRow", rows::insertRow);
                notes.run("deleteRow", rows::deleteRow);
                notes.run("refreshRow", rows::refreshRow);
                notes.run("cancelRowUpdates", rows::cancelRowUpdates);
                notes.run("moveToInsertRow", rows::moveToInsertRow);
                notes.run("moveToCurrentRow", rows::moveToCurrentRow);
                notes.see("row", () -> rows.getString(2));
            }
        });
    }

    @Test
    void warningsOfAResultAreAlike() throws Exception {
        served((connection, notes) -> {
            try (Statement statement = connection.createStatement()) {
                statement.setMaxFieldSize(3);
                ResultSet rows = statement.executeQuery(ITEMS);
                rows.next();
                notes.see("cut", () -> rows.getString(2));
                notes.see("warnings", rows::getWarnings);
                notes.run("clear", rows::clearWarnings);
                notes.see("cleared", rows::getWarnings);
                notes.see("of the statement", statement::getWarnings);
                notes.run("clear the statement's", statement::clearWarnings);
            }
        });
    }

    @Test
    void rowsWithoutColumnsAreAlike() throws Exception {
        if (isPostgres()) {
            alike((connection, notes) -> {
                for (int time = 1; time <= 3; time++) {
                    try (Statement statement = connection.createStatement()) {
                        ResultSet rows = statement.executeQuery("select from nothing");
                        notes.see("columns", () -> rows.getMetaData().getColumnCount());
                        notes.see("next", rows::next);
                        notes.see("get", () -> rows.getString(1));
                        notes.see("next", rows::next);
                    }
                }
            });
        }
    }

    @Test
    void hugeRowsAreAlike() throws Exception {
        served((connection, notes) -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select repeat('x', 20000), id from item order by id")) {
                while (rows.next()) {
                    notes.see("length", () -> rows.getString(1).length());
                    notes.see("characters", () -> rows.getCharacterStream(1));
                    notes.see("id", () -> rows.getInt(2));
                }
            } catch (SQLException e) {
                notes.see("failure", () -> e);
            }
        });
    }
}
