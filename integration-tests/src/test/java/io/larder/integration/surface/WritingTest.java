package io.larder.integration.surface;

import io.larder.integration.TestDatabase;
import io.larder.integration.Transcript;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches, generated keys and rows that are changed through a result: they behave alike, and what they write is seen. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class WritingTest extends Surface {
    private static final String INSERT = "insert into item (id, name) values (?, ?)";

    WritingTest(TestDatabase database) {
        super(database);
    }

    @Override
    boolean restartsKeys() {
        return true;
    }

    /** Reads twice, so that what was written is missed if the first answer is an old one, or the second. */
    private static void seen(Transcript notes, String when, Connection connection) throws Exception {
        for (int time = 1; time <= 2; time++) {
            try (Statement statement = connection.createStatement()) {
                notes.rows(when, statement.executeQuery(ITEMS));
            }
        }
    }

    @Test
    void batchesOfTextsAreAlike() throws Exception {
        writing((connection, notes) -> {
            seen(notes, "before", connection);
            try (Statement statement = connection.createStatement()) {
                notes.see("empty", statement::executeBatch);
                notes.see("empty large", statement::executeLargeBatch);
                statement.addBatch("insert into item (id) values (10)");
                statement.addBatch("update item set name = 'quince' where id > 3");
                statement.addBatch("delete from item where id = 1");
                notes.see("batch", statement::executeBatch);
                notes.statement("after the batch", statement);
                notes.see("result", statement::getResultSet);
                notes.see("once more", statement::executeBatch);
                seen(notes, "written", connection);
                statement.addBatch("delete from item");
                notes.run("clear", statement::clearBatch);
                notes.see("cleared", statement::executeBatch);
                statement.addBatch("update item set price = 1");
                notes.see("large", statement::executeLargeBatch);
                seen(notes, "large", connection);
            }
        });
    }

    @Test
    void batchesThatFailInTheMiddleAreAlike() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            writing((connection, notes) -> {
                seen(notes, "before", connection);
                connection.setAutoCommit(autoCommit);
                try (Statement statement = connection.createStatement();
                        PreparedStatement prepared = connection.prepareStatement(INSERT)) {
                    statement.addBatch("insert into item (id, name) values (20, 'first')");
                    statement.addBatch("insert into item (id, name) values (20, 'twice')");
                    statement.addBatch("insert into item (id, name) values (21, 'last')");
                    notes.see("batch", statement::executeBatch);
                    end(notes, connection, autoCommit);
                    notes.see("the rest", statement::executeBatch);
                    end(notes, connection, autoCommit);
                    for (int id : new int[] {30, 31, 31, 32}) {
                        prepared.setInt(1, id);
                        prepared.setString(2, "number " + id);
                        notes.run("add", prepared::addBatch);
                    }
                    notes.see("prepared batch", prepared::executeBatch);
                    end(notes, connection, autoCommit);
                    notes.see("the rest", prepared::executeLargeBatch);
                    end(notes, connection, autoCommit);
                    statement.addBatch("insert into item (id, name) values (40, 'first')");
                    statement.addBatch(ITEMS);
                    statement.addBatch("insert into item (id, name) values (41, 'last')");
                    notes.see("with a query", statement::executeBatch);
                    end(notes, connection, autoCommit);
                    statement.clearBatch();
                    statement.addBatch("insert into item (id, name) values (50, 'first')");
                    statement.addBatch("nonsense");
                    notes.see("with nonsense", statement::executeLargeBatch);
                    end(notes, connection, autoCommit);
                }
                connection.setAutoCommit(true);
                seen(notes, "at last", connection);
            });
        }
    }

    private static void end(Transcript notes, Connection connection, boolean autoCommit) throws Exception {
        if (!autoCommit) {
            notes.run("commit", connection::commit);
        }
        seen(notes, "written", connection);
        if (!autoCommit) {
            notes.run("commit", connection::commit);
        }
    }

    @Test
    void preparedBatchesAreAlike() throws Exception {
        writing((connection, notes) -> {
            seen(notes, "before", connection);
            try (PreparedStatement prepared = connection.prepareStatement(INSERT)) {
                notes.see("empty", prepared::executeBatch);
                for (int id = 100; id < 150; id++) {
                    prepared.setInt(1, id);
                    prepared.setString(2, "many");
                    prepared.addBatch();
                }
                notes.see("fifty", prepared::executeBatch);
                seen(notes, "fifty", connection);
                prepared.setInt(1, 200);
                notes.run("one bound anew", prepared::addBatch);
                notes.see("batch", prepared::executeLargeBatch);
                prepared.setInt(1, 201);
                prepared.addBatch();
                prepared.setInt(1, 202);
                notes.see("executed beside the batch", prepared::executeUpdate);
                notes.see("the batch", prepared::executeBatch);
                prepared.addBatch();
                prepared.clearBatch();
                notes.see("cleared", prepared::executeBatch);
                notes.run("nothing bound", () -> {
                    prepared.clearParameters();
                    prepared.addBatch();
                });
                prepared.clearBatch();
                seen(notes, "written", connection);
            }
            try (PreparedStatement query = connection.prepareStatement(BY_ID)) {
                query.setInt(1, 2);
                notes.run("add a query", query::addBatch);
                notes.see("batch of a query", query::executeBatch);
                notes.see("result", query::getResultSet);
                query.clearBatch();
                notes.rows("the query itself", query.executeQuery());
            }
        });
    }

    private static void keys(Transcript notes, String which, Statement statement) {
        ResultSet keys = notes.see(which + " keys", statement::getGeneratedKeys);
        if (keys == null) {
            return;
        }
        notes.see(which + " closed", keys::isClosed);
        notes.same(which + " the same twice", keys, statement::getGeneratedKeys);
        notes.same(which + " statement", statement, keys::getStatement);
        notes.see(which + " columns", () -> keys.getMetaData().getColumnCount());
        notes.rows(which + " keys", keys);
    }

    @Test
    void generatedKeysAreAlike() throws Exception {
        writing((connection, notes) -> {
            String insert = "insert into note (text) values ('note')";
            read(connection, "select id, text from note order by id");
            try (Statement statement = connection.createStatement()) {
                keys(notes, "nothing executed", statement);
                notes.see("no keys", () -> statement.executeUpdate(insert, Statement.NO_GENERATED_KEYS));
                keys(notes, "no", statement);
                notes.see("keys", () -> statement.executeUpdate(insert, Statement.RETURN_GENERATED_KEYS));
                keys(notes, "flag", statement);
                notes.see("large", () -> statement.executeLargeUpdate(insert, Statement.RETURN_GENERATED_KEYS));
                keys(notes, "large", statement);
                notes.see("execute", () -> statement.execute(insert, Statement.RETURN_GENERATED_KEYS));
                keys(notes, "execute", statement);
                notes.statement("after keys", statement);
                notes.see("nonsense flag", () -> statement.executeUpdate(insert, 99));
                for (String name : new String[] {"id", "ID", "text", "nonsense"}) {
                    notes.see(name, () -> statement.executeUpdate(insert, new String[] {name}));
                    keys(notes, name, statement);
                    notes.see(name, () -> statement.execute(insert, new String[] {name}));
                    notes.see(name, () -> statement.executeLargeUpdate(insert, new String[] {name}));
                }
                for (int index : new int[] {1, 2, 0, 9}) {
                    notes.see("index", () -> statement.executeUpdate(insert, new int[] {index}));
                    keys(notes, "index", statement);
                    notes.see("index", () -> statement.execute(insert, new int[] {index}));
                    notes.see("index", () -> statement.executeLargeUpdate(insert, new int[] {index}));
                }
                notes.rows("served", statement.executeQuery(ITEMS));
                keys(notes, "after a query", statement);
                notes.see("query with keys", () -> statement.execute(ITEMS, Statement.RETURN_GENERATED_KEYS));
                notes.rows("its result", statement.getResultSet());
                notes.rows("notes", statement.executeQuery("select id, text from note order by id"));
                notes.rows("notes", statement.executeQuery("select id, text from note order by id"));
            }
        });
    }

    @Test
    void generatedKeysOfPreparedStatementsAreAlike() throws Exception {
        writing((connection, notes) -> {
            String insert = "insert into note (text) values (?)";
            read(connection, "select id, text from note order by id");
            try (PreparedStatement flag = connection.prepareStatement(insert, Statement.RETURN_GENERATED_KEYS);
                    PreparedStatement none = connection.prepareStatement(insert, Statement.NO_GENERATED_KEYS);
                    PreparedStatement names = connection.prepareStatement(insert, new String[] {"id", "text"});
                    PreparedStatement query = connection.prepareStatement(ITEMS, Statement.RETURN_GENERATED_KEYS)) {
                for (PreparedStatement statement : new PreparedStatement[] {flag, none, names}) {
                    keys(notes, "nothing executed", statement);
                    notes.run("bind", () -> statement.setString(1, "bound"));
                    notes.see("update", statement::executeUpdate);
                    keys(notes, "update", statement);
                    notes.see("execute", statement::execute);
                    keys(notes, "execute", statement);
                    notes.run("add", statement::addBatch);
                    notes.run("add", statement::addBatch);
                    notes.see("batch", statement::executeBatch);
                    keys(notes, "batch", statement);
                }
                notes.see("by index", () -> connection.prepareStatement(insert, new int[] {1}));
                notes.rows("a query", query.executeQuery());
                keys(notes, "a query", query);
                try (Statement read = connection.createStatement()) {
                    notes.rows("notes", read.executeQuery("select id, text from note order by id"));
                    notes.rows("notes", read.executeQuery("select id, text from note order by id"));
                }
            }
        });
    }

    @Test
    void rowsAreChangedThroughResultsAlike() throws Exception {
        for (int type : new int[] {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE}) {
            writing((connection, notes) -> {
                seen(notes, "before", connection);
                try (Statement statement = connection.createStatement(type, ResultSet.CONCUR_UPDATABLE)) {
                    ResultSet rows = statement.executeQuery(ITEMS);
                    notes.result("open", rows);
                    notes.run("update before the first", () -> rows.updateString(2, "none"));
                    rows.next();
                    notes.run("update", () -> rows.updateString("name", "quince"));
                    notes.see("pending", () -> rows.getString(2));
                    notes.run("cancel", rows::cancelRowUpdates);
                    notes.see("cancelled", () -> rows.getString(2));
                    notes.run("update", () -> rows.updateString(2, "medlar"));
                    notes.run("null", () -> rows.updateNull("price"));
                    notes.run("updateRow", rows::updateRow);
                    notes.see("rowUpdated", rows::rowUpdated);
                    seen(notes, "updated", connection);
                    notes.run("refresh", rows::refreshRow);
                    notes.see("refreshed", () -> rows.getString(2));
                    rows.next();
                    notes.run("delete", rows::deleteRow);
                    notes.see("rowDeleted", rows::rowDeleted);
                    seen(notes, "deleted", connection);
                    notes.run("move", rows::moveToInsertRow);
                    notes.position("on the row to insert", rows);
                    notes.run("id", () -> rows.updateInt(1, 60));
                    notes.run("name", () -> rows.updateObject("name", "sloe"));
                    notes.run("no such column", () -> rows.updateInt("nonsense", 60));
                    notes.run("insert", rows::insertRow);
                    notes.see("rowInserted", rows::rowInserted);
                    seen(notes, "inserted", connection);
                    notes.run("insert twice", rows::insertRow);
                    notes.run("back", rows::moveToCurrentRow);
                    notes.position("back", rows);
                    notes.rows("the rest", rows);
                    rows.close();
                    notes.run("update when closed", rows::updateRow);
                    notes.run("insert when closed", rows::insertRow);
                    notes.run("delete when closed", rows::deleteRow);
                    notes.run("refresh when closed", rows::refreshRow);
                }
                seen(notes, "at last", connection);
            });
        }
    }

    @Test
    void rowsThatAreChangedInATransactionAreAlike() throws Exception {
        writing((connection, notes) -> {
            seen(notes, "before", connection);
            connection.setAutoCommit(false);
            try (Statement statement =
                    connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
                ResultSet rows = statement.executeQuery(ITEMS);
                rows.next();
                rows.updateString(2, "medlar");
                notes.run("updateRow", rows::updateRow);
                seen(notes, "in the transaction", connection);
                connection.rollback();
                seen(notes, "rolled back", connection);
                connection.rollback();
            }
            connection.setAutoCommit(true);
            seen(notes, "at last", connection);
        });
    }
}
