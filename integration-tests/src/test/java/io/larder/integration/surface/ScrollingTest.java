package io.larder.integration.surface;

import io.larder.integration.TestDatabase;
import io.larder.integration.Transcript;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Cursors move alike, and fail alike where they can't move. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ScrollingTest extends Surface {
    private static final int[] TYPES = {
        ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE
    };
    private static final int[] HOLDABILITIES = {ResultSet.HOLD_CURSORS_OVER_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT};

    ScrollingTest(TestDatabase database) {
        super(database);
    }

    @Test
    void everyKindOfReadOnlyResultMovesAlike() throws Exception {
        partlyServed((connection, notes) -> {
            for (int type : TYPES) {
                for (int holdability : HOLDABILITIES) {
                    try (Statement statement =
                            connection.createStatement(type, ResultSet.CONCUR_READ_ONLY, holdability)) {
                        ResultSet rows = statement.executeQuery(ITEMS);
                        notes.result("open", rows);
                        move(notes, rows);
                    }
                }
            }
        });
    }

    @Test
    void everyKindOfPreparedResultMovesAlike() throws Exception {
        partlyServed((connection, notes) -> {
            for (int type : TYPES) {
                try (PreparedStatement statement =
                        connection.prepareStatement(BY_ID, type, ResultSet.CONCUR_READ_ONLY)) {
                    statement.setInt(1, 2);
                    move(notes, statement.executeQuery());
                }
            }
        });
    }

    @Test
    void updatableResultsMoveAlike() throws Exception {
        passed((connection, notes) -> {
            for (int type : TYPES) {
                try (Statement statement = connection.createStatement(type, ResultSet.CONCUR_UPDATABLE)) {
                    ResultSet rows = statement.executeQuery(ITEMS);
                    notes.result("open", rows);
                    move(notes, rows);
                }
            }
        });
    }

    @Test
    void emptyResultsMoveAlike() throws Exception {
        served((connection, notes) -> {
            try (Statement statement =
                    connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
                ResultSet rows = statement.executeQuery("select id, name from item where id > 100");
                notes.metaData("empty", rows.getMetaData());
                move(notes, rows);
            }
        });
    }

    @Test
    void readingPastTheEndFailsAlike() throws Exception {
        served((connection, notes) -> {
            try (Statement statement = connection.createStatement()) {
                ResultSet rows = statement.executeQuery(ITEMS);
                notes.see("before the first row", () -> rows.getInt(1));
                notes.see("wasNull", rows::wasNull);
                notes.rows("all", rows);
                notes.see("next after the end", rows::next);
                notes.see("and again", rows::next);
                notes.position("after the end", rows);
                notes.see("after the last row", () -> rows.getObject("name"));
                notes.see("no such column", () -> rows.getString(4));
                notes.see("column zero", () -> rows.getString(0));
            }
        });
    }

    @Test
    void directionsAndSizesAreSetAlike() throws Exception {
        served((connection, notes) -> {
            for (int type : new int[] {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE}) {
                try (Statement statement = connection.createStatement(type, ResultSet.CONCUR_READ_ONLY)) {
                    notes.run("statement forward", () -> statement.setFetchDirection(ResultSet.FETCH_FORWARD));
                    notes.run("statement reverse", () -> statement.setFetchDirection(ResultSet.FETCH_REVERSE));
                    notes.run("statement nonsense", () -> statement.setFetchDirection(99));
                    notes.run("statement size", () -> statement.setFetchSize(7));
                    notes.run("statement size nonsense", () -> statement.setFetchSize(-7));
                    ResultSet refused = notes.see("execute in reverse", () -> statement.executeQuery(ITEMS));
                    notes.result("in reverse", refused);
                    notes.run("statement forward again", () -> statement.setFetchDirection(ResultSet.FETCH_FORWARD));
                    ResultSet rows = statement.executeQuery(ITEMS);
                    notes.result("given", rows);
                    notes.run("reverse", () -> rows.setFetchDirection(ResultSet.FETCH_REVERSE));
                    notes.run("unknown", () -> rows.setFetchDirection(ResultSet.FETCH_UNKNOWN));
                    notes.run("nonsense", () -> rows.setFetchDirection(99));
                    notes.run("size", () -> rows.setFetchSize(3));
                    notes.run("size nonsense", () -> rows.setFetchSize(-3));
                    notes.result("set", rows);
                    notes.statement("set", statement);
                    notes.rows("rows", rows);
                }
            }
        });
    }

    private static void move(Transcript notes, ResultSet rows) {
        notes.position("at first", rows);
        notes.see("next", rows::next);
        notes.position("after next", rows);
        notes.see("previous", rows::previous);
        notes.position("after previous", rows);
        notes.see("last", rows::last);
        notes.position("at the last", rows);
        notes.see("next", rows::next);
        notes.position("behind the last", rows);
        for (int row : new int[] {1, -1, 3, 0, -3, 5, 6, -6, 100, -100, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            notes.see("absolute " + row, () -> rows.absolute(row));
            notes.position("at " + row, rows);
        }
        for (int distance : new int[] {0, 2, -1, 1, -10, 3, 10, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            notes.see("relative " + distance, () -> rows.relative(distance));
            notes.position("moved by " + distance, rows);
        }
        notes.run("beforeFirst", rows::beforeFirst);
        notes.position("before the first", rows);
        notes.run("afterLast", rows::afterLast);
        notes.position("after the last", rows);
        notes.see("first", rows::first);
        notes.position("at the first", rows);
        notes.run("close", rows::close);
        notes.position("closed", rows);
        notes.see("closed next", rows::next);
        notes.see("closed absolute", () -> rows.absolute(1));
        notes.run("closed afterLast", rows::afterLast);
    }
}
