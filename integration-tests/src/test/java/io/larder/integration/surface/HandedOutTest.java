package io.larder.integration.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.integration.TestDatabase;
import io.larder.integration.Transcript;
import io.larder.jdbc.api.LarderConnection;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGRefCursorResultSet;
import org.postgresql.PGStatement;

/** What statements and results hand out: it is alike, and neither changes what is cached nor writes unseen. */
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"POSTGRESQL", "H2"})
class HandedOutTest extends Surface {
    private static final String MANY = "select id, numbers, tags, chunks from many";

    HandedOutTest(TestDatabase database) {
        super(database);
    }

    private boolean hasArrays() {
        return database == TestDatabase.POSTGRESQL || database == TestDatabase.H2;
    }

    @Test
    void whatTheCallerChangesStaysWithTheCaller() throws Exception {
        served((connection, notes) -> {
            try (Statement statement = connection.createStatement()) {
                for (int time = 1; time <= 2; time++) {
                    ResultSet rows =
                            statement.executeQuery("select bytes, born, seen, words from specimen order by id");
                    rows.next();
                    for (int again = 1; again <= 2; again++) {
                        byte[] bytes = rows.getBytes(1);
                        notes.see("bytes", () -> bytes.clone());
                        Arrays.fill(bytes, (byte) 9);
                        byte[] object = (byte[]) rows.getObject(1);
                        notes.see("object", () -> object.clone());
                        Arrays.fill(object, (byte) 8);
                        byte[] typed = rows.getObject(1, byte[].class);
                        notes.see("typed", () -> typed.clone());
                        Arrays.fill(typed, (byte) 7);
                        notes.see("stream", () -> rows.getBinaryStream(1));
                        java.sql.Date date = rows.getDate(2);
                        notes.see("date", () -> date.toString());
                        date.setTime(0);
                        java.util.Date day = (java.util.Date) rows.getObject(2);
                        notes.see("date object", () -> day.toString());
                        day.setTime(0);
                        java.sql.Timestamp moment = rows.getTimestamp(3);
                        notes.see("timestamp", () -> moment.toString());
                        moment.setTime(0);
                        notes.see("text", () -> rows.getString(4));
                    }
                }
            }
        });
    }

    @Test
    void arraysAreAlike() throws Exception {
        if (!hasArrays()) {
            return;
        }
        served((connection, notes) -> {
            try (Statement statement = connection.createStatement()) {
                for (int time = 1; time <= 2; time++) {
                    ResultSet rows = statement.executeQuery(MANY);
                    rows.next();
                    for (int column = 2; column <= 4; column++) {
                        Array array = rows.getArray(column);
                        notes.see("array", () -> array);
                        notes.see("text", () -> array.toString().replaceFirst("ar\\d+: ", ""));
                        notes.see("part", () -> array.getArray(2, 1));
                        Object[] elements = (Object[]) array.getArray();
                        if (elements[0] instanceof byte[] bytes) {
                            bytes[0] = 99;
                        }
                        Arrays.fill(elements, null);
                        notes.see("changed", () -> array.getArray());
                        array(notes, array);
                        notes.see("as an object", () -> {
                            Array object = (Array) rows.getObject("tags");
                            return object.getArray();
                        });
                        notes.run("free", array::free);
                        notes.see("freed", array::getArray);
                        notes.see("freed type", array::getBaseTypeName);
                    }
                }
            }
        });
    }

    private static void array(Transcript notes, Array array) {
        notes.rows("elements", notes.see("elements", () -> array.getResultSet()));
        notes.rows("a part", notes.see("a part", () -> array.getResultSet(2, 1)));
        notes.rows("by a map", notes.see("by a map", () -> array.getResultSet(java.util.Map.of())));
        notes.rows("a part by a map", notes.see("a part by a map", () -> array.getResultSet(1, 2, java.util.Map.of())));
    }

    @Test
    void arraysAreBoundAlike() throws Exception {
        if (!hasArrays()) {
            return;
        }
        String sql = "select id from item where id = any(?) order by id";
        partlyServed((connection, notes) -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (Object[] elements : List.of(
                        new Integer[] {1, 2},
                        new Integer[] {2, 1},
                        new Integer[] {},
                        new Integer[] {3, null},
                        new Object[] {4})) {
                    Array array = connection.createArrayOf("int", elements);
                    statement.setArray(1, array);
                    notes.rows("elements", notes.see("execute", statement::executeQuery));
                    statement.setObject(1, array);
                    notes.rows("as an object", notes.see("execute", statement::executeQuery));
                    array.free();
                    notes.rows("freed", notes.see("execute", statement::executeQuery));
                }
            }
        });
    }

    /** Writes past the scenario's statement, through what it handed out, and asserts that it is seen. */
    private void seen(Connection connection, Statement door) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            door.execute("update item set name = 'through the door' where id = 1");
            ResultSet rows = statement.executeQuery(ITEMS);
            rows.next();
            assertThat(rows.getString(2)).isEqualTo("through the door");
        }
    }

    @Test
    void whatIsWrittenThroughAnArraysStatementIsSeen() throws Exception {
        if (!isPostgres()) {
            return;
        }
        try (Connection connection = larder("");
                Statement statement = connection.createStatement()) {
            read(connection, ITEMS);
            read(connection, ITEMS);
            for (int column = 2; column <= 3; column++) {
                ResultSet rows = statement.executeQuery(MANY);
                rows.next();
                for (Object array :
                        List.of(rows.getArray(column), rows.getObject(column), rows.getObject(column, Array.class))) {
                    ResultSet elements = ((Array) array).getResultSet();
                    assertThat(elements.getStatement().getConnection()).isSameAs(connection);
                    seen(connection, elements.getStatement());
                }
                rows.close();
            }
            Array made = connection.createArrayOf("int", new Integer[] {1});
            assertThat(made.getResultSet().getStatement().getConnection()).isSameAs(connection);
        }
    }

    @Test
    void theDriversStatementIsNotHandedOutUnnoticed() throws Exception {
        if (!isPostgres()) {
            return;
        }
        try (Connection connection = larder("");
                Statement statement = connection.createStatement()) {
            read(connection, ITEMS);
            PGStatement vendor = statement.unwrap(PGStatement.class);
            assertThat(vendor.getPrepareThreshold()).isEqualTo(5);
            if (vendor instanceof Statement door) {
                seen(connection, door);
            }
            Object cursor = statement.executeQuery(ITEMS).unwrap(PGRefCursorResultSet.class);
            if (cursor instanceof ResultSet rows) {
                seen(connection, rows.getStatement());
            }
        }
    }

    @Test
    void settingsOfTheDriversStatementDoNotEndTheCaching() throws Exception {
        if (!isPostgres()) {
            return;
        }
        partlyServed((connection, notes) -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select item.id, price, bytes from item, specimen order by item.id, specimen.id")) {
                statement.executeQuery().close();
                PGStatement vendor = statement.unwrap(PGStatement.class);
                notes.see("threshold", vendor::getPrepareThreshold);
                for (int threshold : new int[] {0, 1, 5, -1, -2}) {
                    notes.run("threshold " + threshold, () -> vendor.setPrepareThreshold(threshold));
                    notes.see("threshold", vendor::getPrepareThreshold);
                    notes.see("server", vendor::isUseServerPrepare);
                }
                vendor.setPrepareThreshold(0);
                for (int time = 1; time <= 7; time++) {
                    ResultSet rows = statement.executeQuery();
                    rows.next();
                    notes.see("price", () -> rows.getObject(2));
                    // Text and binary differ here.
                    notes.see("bytes as text", () -> rows.getString(3).replaceFirst("@.*", ""));
                }
                notes.see("as a list", () -> statement.unwrap(List.class));
                notes.see("is no list", () -> statement.isWrapperFor(List.class));
                notes.see("isWrapperFor", () -> statement.isWrapperFor(PGStatement.class));
                notes.same("itself", statement, () -> statement.unwrap(PreparedStatement.class));
            }
        });
    }

    @Test
    void theDriversOwnClassesAreReached() throws Exception {
        try (Connection connection = larder("");
                Statement statement = connection.createStatement()) {
            Class<?> type = Class.forName(
                    switch (database) {
                        case POSTGRESQL -> "org.postgresql.jdbc.PgStatement";
                        case H2 -> "org.h2.jdbc.JdbcStatement";
                        default -> "org.mariadb.jdbc.Statement";
                    });
            assertThat(statement.isWrapperFor(type)).isTrue();
            seen(connection, (Statement) statement.unwrap(type));
            assertThat(connection.unwrap(LarderConnection.class)).isSameAs(connection);
        }
    }
}
