package io.larder.integration.surface;

import io.larder.integration.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What results say of their columns, values and rows is alike. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ResultSetContentTest extends Surface {
    ResultSetContentTest(TestDatabase database) {
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
                notes.see("with a map", () -> rows.getObject(2, Map.of()));
                notes.see("with no map", () -> rows.getObject(2, (Map<String, Class<?>>) null));
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
