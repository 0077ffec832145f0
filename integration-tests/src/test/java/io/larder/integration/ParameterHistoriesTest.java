package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is bound decides what is answered: its value, its type, and when it was bound. */
class ParameterHistoriesTest extends Histories {
    private static final String IN_ARRAY = "select name from item where id = any(?) order by id";

    ParameterHistoriesTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of(
                "insert into item values (3, 'fig'), (4, 'kiwi')",
                "create table thing (id int, bytes bytea, at timestamp, tags text[], data jsonb)",
                "insert into thing values (1, '\\x010203', '2024-01-01', '{a,b}', '{\"a\": 1}'),"
                        + " (2, '\\x040506', '2024-02-02', '{c}', '{}')");
    }

    @Test
    void anArrayIsItsElements() throws SQLException {
        for (Object[] ids : new Object[][] {{new int[] {1, 2}}, {new Integer[] {1, 2}}}) {
            alice.ask(IN_ARRAY, ids);
            assertThat(alice.served(IN_ARRAY, ids)).containsExactly("apple", "pear");
        }
        assertThat(bob.answered(IN_ARRAY, new int[] {3, 4})).containsExactly("fig", "kiwi");
        assertThat(bob.answered(IN_ARRAY, (Object) new Integer[] {3, 4})).containsExactly("fig", "kiwi");
        assertThat(bob.served(IN_ARRAY, new int[] {1, 2})).containsExactly("apple", "pear");
    }

    @Test
    void anArrayOfTheDriversIsAnsweredRightly() throws SQLException {
        try (PreparedStatement statement = alice.connection.prepareStatement(IN_ARRAY)) {
            for (Integer[] ids : new Integer[][] {{1, 2}, {3, 4}, {1, 2}}) {
                statement.setArray(1, alice.connection.createArrayOf("int4", ids));
                assertThat(rows(statement)).hasSize(2).contains(ids[0] == 1 ? "apple" : "fig");
            }
        }
    }

    @Test
    void anArrayThatChangesAfterItWasBoundIsWhatTheDriverSends() throws SQLException {
        try (PreparedStatement ours = alice.connection.prepareStatement(IN_ARRAY);
                PreparedStatement bare = truth.connection.prepareStatement(IN_ARRAY)) {
            int[] ids = {1, 2};
            ours.setObject(1, ids);
            rows(ours);
            bare.setObject(1, ids);
            ids[1] = 4;
            assertThat(rows(ours)).isEqualTo(rows(bare));
            assertThat(alice.ask(IN_ARRAY, new int[] {1, 2})).containsExactly("apple", "pear");
            assertThat(alice.ask(IN_ARRAY, new int[] {1, 4})).containsExactly("apple", "kiwi");
        }
    }

    @Test
    void bytesThatChangeAfterTheyWereBoundAreWhatTheDriverSends() throws SQLException {
        String sql = "select id from thing where bytes = ?";
        try (PreparedStatement ours = alice.connection.prepareStatement(sql);
                PreparedStatement bare = truth.connection.prepareStatement(sql)) {
            byte[] bytes = {1, 2, 3};
            ours.setBytes(1, bytes);
            bare.setBytes(1, bytes);
            assertThat(rows(ours)).containsExactly("1");
            System.arraycopy(new byte[] {4, 5, 6}, 0, bytes, 0, 3);
            assertThat(rows(ours)).isEqualTo(rows(bare));
            assertThat(rows(ours)).isEqualTo(rows(bare));
            assertThat(alice.ask(sql, (Object) new byte[] {1, 2, 3})).containsExactly("1");
            assertThat(alice.ask(sql, (Object) new byte[] {4, 5, 6})).containsExactly("2");
        }
    }

    @Test
    void aTimestampThatIsUsedAgainIsWhatTheDriverSends() throws SQLException {
        String sql = "select id from thing where at = ?";
        Timestamp at = Timestamp.valueOf("2024-01-01 00:00:00");
        try (PreparedStatement ours = alice.connection.prepareStatement(sql)) {
            ours.setTimestamp(1, at);
            assertThat(rows(ours)).containsExactly("1");
            at.setTime(Timestamp.valueOf("2024-02-02 00:00:00").getTime());
            assertThat(rows(ours)).as("the driver has read it already").containsExactly("1");
            ours.setTimestamp(1, at);
            assertThat(rows(ours)).containsExactly("2");
        }
        assertThat(alice.ask(sql, Timestamp.valueOf("2024-01-01 00:00:00"))).containsExactly("1");
        assertThat(alice.ask(sql, Timestamp.valueOf("2024-02-02 00:00:00"))).containsExactly("2");
    }

    @Test
    void anIntAndAStringAreDifferentQuestions() throws SQLException {
        String sql = "select pg_typeof(?)::text, name from item where id = 1";
        String typed = "select name from item where id = ?";
        try (PreparedStatement statement = alice.connection.prepareStatement(typed)) {
            statement.setInt(1, 1);
            rows(statement);
            long hits = alice.cache().hits();
            assertThat(rows(statement)).containsExactly("apple");
            assertThat(alice.cache().hits()).isEqualTo(hits + 1);
            statement.setString(1, "1");
            org.assertj.core.api.Assertions.assertThatThrownBy(statement::executeQuery)
                    .as("an integer is not compared to text")
                    .isInstanceOf(SQLException.class);
            statement.setLong(1, 1);
            assertThat(rows(statement)).containsExactly("apple");
        }
        assertThat(alice.ask(sql, 5)).containsExactly("integer|apple");
        assertThat(alice.ask(sql, 5L)).containsExactly("bigint|apple");
        assertThat(alice.ask(sql, 5)).containsExactly("integer|apple");
        assertThat(alice.ask(sql, true)).containsExactly("boolean|apple");
    }

    @Test
    void nullsHaveTypesToo() throws SQLException {
        String sql = "select pg_typeof(?)::text from item where id = 1";
        try (PreparedStatement ours = alice.connection.prepareStatement(sql);
                PreparedStatement bare = truth.connection.prepareStatement(sql)) {
            for (int type : new int[] {Types.INTEGER, Types.VARCHAR, Types.INTEGER, Types.TIMESTAMP, Types.BIGINT}) {
                ours.setNull(1, type);
                bare.setNull(1, type);
                assertThat(rows(ours)).isEqualTo(rows(bare));
            }
        }
    }

    @Test
    void scalesAreToldApart() throws SQLException {
        String sql = "select ?::text from item where id = 1";
        for (String number : List.of("1.0", "1.00", "1", "1.0")) {
            assertThat(alice.ask(sql, new java.math.BigDecimal(number))).containsExactly(number);
        }
        assertThat(alice.ask("select ?::text from item where id = 1", 0.0)).containsExactly("0");
        assertThat(alice.ask("select ?::text from item where id = 1", -0.0)).containsExactly("-0");
    }

    @Test
    void streamsAreReadByTheDatabase() throws SQLException {
        String sql = "select id from item where name = ?";
        for (String name : List.of("apple", "pear", "apple")) {
            try (PreparedStatement statement = alice.connection.prepareStatement(sql)) {
                statement.setCharacterStream(1, new StringReader(name), name.length());
                assertThat(rows(statement)).containsExactly(name.equals("apple") ? "1" : "2");
            }
        }
    }

    @Test
    void aWordThatMeansTheClockIsNeverServed() throws SQLException {
        alice.answered("select count(*) from thing where at < ?::timestamp", "now");
        alice.answered("select count(*) from thing where at < ?::timestamp", "now");
        alice.answered("select count(*) from thing where at < cast(? as date)", " Tomorrow ");
        alice.answered("select count(*) from thing where at < cast(? as date)", " Tomorrow ");
    }

    @Test
    void whatTheApplicationChangesInAnAnswerStaysWithIt() throws SQLException {
        String sql = "select bytes, tags from thing where id = 1";
        for (int time = 1; time <= 3; time++) {
            try (PreparedStatement statement = alice.connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                assertThat(row.getBytes(1)).containsExactly(1, 2, 3);
                Arrays.fill(row.getBytes("bytes"), (byte) 9);
                Arrays.fill((byte[]) row.getObject(1), (byte) 9);
                Arrays.fill(row.getObject(1, byte[].class), (byte) 9);
                String[] tags = (String[]) row.getArray(2).getArray();
                assertThat(tags).containsExactly("a", "b");
                tags[0] = "x";
            }
        }
        assertThat(alice.cache().hits()).isEqualTo(2);
    }

    @Test
    void aLimitOfRowsBelongsToTheQuestion() throws SQLException {
        try (PreparedStatement limited = alice.connection.prepareStatement(ITEMS);
                PreparedStatement whole = alice.connection.prepareStatement(ITEMS)) {
            limited.setMaxRows(1);
            assertThat(rows(limited)).hasSize(1);
            assertThat(rows(whole)).hasSize(4);
            assertThat(rows(limited)).hasSize(1);
            limited.setMaxRows(2);
            assertThat(rows(limited)).hasSize(2);
            limited.setMaxRows(0);
            assertThat(rows(limited)).hasSize(4);
        }
    }

    @Test
    void aLimitOfBytesBelongsToTheQuestion() throws SQLException {
        String sql = "select bytes from thing where id = 1";
        try (PreparedStatement limited = alice.connection.prepareStatement(sql)) {
            limited.setMaxFieldSize(1);
            assertThat(firstBytes(limited)).containsExactly(1);
            limited.setMaxFieldSize(0);
            assertThat(firstBytes(limited)).containsExactly(1, 2, 3);
        }
    }

    private static byte[] firstBytes(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBytes(1);
        }
    }

    private static List<String> rows(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return Client.read(rows);
        }
    }
}
