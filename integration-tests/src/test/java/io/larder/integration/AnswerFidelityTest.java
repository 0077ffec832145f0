package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read from a served answer is what the database's own answer gives: types, labels, formats, streams. */
class AnswerFidelityTest extends Histories {
    private static final String ALL = "select * from specimen order by id";

    AnswerFidelityTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create type mood as enum ('sad', 'glad')",
                "create table specimen (id int primary key, whole bigint, exact numeric(10, 3), inexact float8, flag boolean,"
                        + " words text, padded char(5), bytes bytea, at timestamptz, here timestamp, day date, hour time,"
                        + " length interval, key uuid, data jsonb, numbers int[], tags text[], place point, feeling mood)",
                "insert into specimen values (1, 9007199254740993, 12.340, 0.1, true, 'ä \"quoted\"', 'ab', '\\x00ff5c',"
                        + " '2024-03-31 02:30:00.123456+00', '2024-03-31 02:30:00.123456', '2024-02-29', '23:59:59.999999',"
                        + " '1 mon 2 days 03:04:05.6', '6b1d8f6c-3c31-4e9a-9d31-0f2f5c1e7a10', '{\"a\": [1, null]}',"
                        + " '{1,null,3}', '{a,\"b c\",null}', '(1,2)', 'glad')",
                "insert into specimen (id) values (2)");
    }

    private interface Getter {
        Object get(ResultSet row, int column) throws SQLException;
    }

    private static final List<Getter> GETTERS = List.of(
            ResultSet::getString,
            ResultSet::getObject,
            ResultSet::getInt,
            ResultSet::getLong,
            ResultSet::getBoolean,
            ResultSet::getDouble,
            ResultSet::getBigDecimal,
            ResultSet::getDate,
            ResultSet::getTime,
            ResultSet::getTimestamp,
            ResultSet::getBytes,
            ResultSet::getArray,
            (row, column) -> row.getObject(column, OffsetDateTime.class),
            (row, column) -> row.getObject(column, LocalDateTime.class),
            (row, column) -> row.getObject(column, String.class),
            (row, column) -> row.wasNull(),
            (row, column) -> read(row, column));

    private static Object read(ResultSet row, int column) throws SQLException {
        try (var stream = row.getBinaryStream(column)) {
            return stream == null ? "null" : Arrays.toString(stream.readAllBytes());
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    /** Returns all that can be got out of all cells, failures included. */
    private static List<String> cells(ResultSet rows) throws SQLException {
        List<String> cells = new ArrayList<>();
        while (rows.next()) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                for (Getter getter : GETTERS) {
                    cells.add(rows.getMetaData().getColumnLabel(column) + " " + cell(getter, rows, column));
                }
            }
        }
        return cells;
    }

    private static String cell(Getter getter, ResultSet row, int column) throws SQLException {
        try {
            Object value = getter.get(row, column);
            Object plain = value instanceof java.sql.Array array ? array.getArray() : value;
            // An array's own class is of the driver's class.
            String type = value == null
                    ? ""
                    : value instanceof java.sql.Array
                            ? "array"
                            : value.getClass().getName();
            // A few getters give the name that the JVM gave to an array.
            return (type + Arrays.deepToString(new Object[] {plain})).replaceAll("\\[B@[0-9a-f]+", "[B@");
        } catch (SQLException e) {
            return (e.getSQLState() + e).replaceAll("\\[B@[0-9a-f]+", "[B@");
        } catch (RuntimeException fault) {
            return fault.toString();
        }
    }

    private static List<List<String>> executions(Connection connection, int times) throws SQLException {
        List<List<String>> executions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            for (int time = 1; time <= times; time++) {
                try (ResultSet rows = statement.executeQuery()) {
                    executions.add(cells(rows));
                }
            }
        }
        return executions;
    }

    @Test
    void everyGetterGivesWhatTheDatabasesAnswerGives() throws SQLException {
        // pgjdbc asks for binary from the sixth execution on, and some getters then give something else.
        List<List<String>> bare = executions(truth.connection, 8);
        assertThat(bare.get(7)).isNotEqualTo(bare.get(0));
        assertThat(executions(alice.connection, 8)).isEqualTo(bare);
        assertThat(executions(bob.connection, 8)).isEqualTo(bare);
        assertThat(alice.cache().hits()).isEqualTo(12);
    }

    @Test
    void plainStatementsAreOnlyGivenText() throws SQLException {
        executions(alice.connection, 8);
        List<String> bare;
        try (var statement = truth.connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            bare = cells(rows);
        }
        for (int time = 1; time <= 3; time++) {
            try (var statement = alice.connection.createStatement();
                    ResultSet rows = statement.executeQuery(ALL)) {
                assertThat(cells(rows)).isEqualTo(bare);
            }
        }
    }

    @Test
    void labelsAreFoundInAnyLetterCaseAndTheFirstOfEqualOnesWins() throws SQLException {
        String sql = "select id as \"Key\", name as label, id + 10 as LABEL from item where id = 1";
        for (int time = 1; time <= 2; time++) {
            try (PreparedStatement statement = alice.connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                assertThat(row.getInt("KEY")).isEqualTo(1);
                assertThat(row.getString("Label")).isEqualTo("apple");
                assertThat(row.getInt(3)).isEqualTo(11);
                assertThat(row.getMetaData().getColumnLabel(1)).isEqualTo("Key");
            }
        }
        assertThat(alice.cache().hits()).isEqualTo(1);
    }

    @Test
    void labelsBelongToTheQuestion() throws SQLException {
        for (int time = 1; time <= 2; time++) {
            assertThat(label("select id as a from item")).isEqualTo("a");
            assertThat(label("select id as b from item")).isEqualTo("b");
            assertThat(label("select id as \"A\" from item")).isEqualTo("A");
            assertThat(label("select id as A from item")).isEqualTo("a");
        }
    }

    private String label(String sql) throws SQLException {
        try (PreparedStatement statement = alice.connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows.getMetaData().getColumnLabel(1);
        }
    }

    @Test
    void theTimeZoneOfTheReaderCounts() throws SQLException {
        String sql = "select at from specimen where id = 1";
        String usual = alice.ask(sql).get(0);
        alice.run("set time zone 'Asia/Tokyo'");
        String there = alice.ask(sql).get(0);
        assertThat(there).isNotEqualTo(usual).contains("11:30:00.123456+09");
        assertThat(bob.ask(sql)).containsExactly(usual);
    }

    @Test
    void partsOfAQuestionAreNotJoined() throws SQLException {
        String sql = "select id from item where name = ? or name = ?";
        alice.run("update item set name = 'a_b' where id = 1");
        assertThat(alice.ask(sql, "a_b", "c")).containsExactly("1");
        assertThat(alice.ask(sql, "a", "b_c")).isEmpty();
        assertThat(alice.ask("select 'a,' , 'b' from item where id = 1")).containsExactly("a,|b");
        assertThat(alice.ask("select 'a' , ',b' from item where id = 1")).containsExactly("a|,b");
        assertThat(alice.ask("select id from item /* hint */ where id = 1")).containsExactly("1");
        assertThat(alice.ask("select name from item /* hint */ where id = 1")).containsExactly("a_b");
    }

    @Test
    void literalsOverSeveralLinesAreReadAsTheDatabaseReadsThem() throws SQLException {
        for (String sql : List.of(
                "select 'a'\n'b' from item",
                "select 'a -- b' from item",
                "select 'a /* b */' from item",
                "select $$a 'b' ? $$ from item",
                "select E'a\\'b' from item",
                "select U&'\\0061' from item",
                "select '{\"a\":1}'::jsonb ?? 'a' from item",
                "select \"name\" from item",
                "select 1 /* a /* nested */ comment */ from item",
                "select count(*)--1\n from item")) {
            for (int time = 1; time <= 2; time++) {
                try (PreparedStatement ours = alice.connection.prepareStatement(sql);
                        ResultSet rows = ours.executeQuery();
                        PreparedStatement bare = truth.connection.prepareStatement(sql);
                        ResultSet theirs = bare.executeQuery()) {
                    assertThat(Client.read(rows)).as(sql).isEqualTo(Client.read(theirs));
                }
            }
        }
    }

    @Test
    void aResultThatIsFetchedInPagesIsWhole() throws SQLException {
        alice.begin();
        for (int time = 1; time <= 3; time++) {
            try (PreparedStatement paged = alice.connection.prepareStatement(ITEMS)) {
                paged.setFetchSize(1);
                try (ResultSet rows = paged.executeQuery()) {
                    assertThat(rows.getFetchSize()).isEqualTo(1);
                    assertThat(Client.read(rows)).containsExactly("1|apple", "2|pear");
                }
            }
        }
        alice.commit();
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @Test
    void aWarningIsGivenEachTime() throws SQLException {
        alice.run("create function warned() returns int language plpgsql as"
                + " $$ begin raise warning 'careful'; return 1; end $$");
        try (var statement = alice.connection.createStatement()) {
            for (int time = 1; time <= 2; time++) {
                statement.executeQuery("select warned() from item where id = 1").close();
                assertThat(statement.getWarnings().getMessage()).isEqualTo("careful");
            }
            alice.warm(ITEMS);
            statement.executeQuery(ITEMS).close();
            assertThat(statement.getWarnings() == null).as("cleared").isTrue();
        }
    }
}
