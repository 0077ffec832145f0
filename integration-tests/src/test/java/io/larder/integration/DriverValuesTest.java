package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.BypassReason;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PGobject;

/** Parameters of classes of the driver's own, as frameworks bind them: they are what the driver sends for them. */
class DriverValuesTest extends Histories {
    private static final String IN_ARRAY = "select name from item where id = any(?) order by id";
    private static final String BY_DATA = "select id from thing where data @> ? order by id";

    DriverValuesTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create type mood as enum ('sad', 'ok')",
                "create table thing (id int, data jsonb, mood mood, day date)",
                "insert into thing values (1, '{\"a\": 1}', 'ok', current_date), (2, '{\"a\": 2}', 'sad', '2020-01-01')");
    }

    @ParameterizedTest
    @CsvSource({"int4, false", "int4, true", "int8, false", "numeric, true"})
    void anArrayIsItsTypeAndItsElements(String type, boolean asObject) throws SQLException {
        assertThat(inArray(alice, array(alice, type, 1, 2), asObject)).containsExactly("apple", "pear");
        long hits = alice.cache().hits();
        assertThat(inArray(alice, array(alice, type, 1, 2), asObject)).containsExactly("apple", "pear");
        assertThat(inArray(bob, array(bob, type, 1, 2), asObject)).containsExactly("apple", "pear");
        assertThat(alice.cache().hits()).isEqualTo(hits + 2);
        assertThat(inArray(alice, array(alice, type, 2), asObject)).containsExactly("pear");
        assertThat(inArray(alice, array(alice, type), asObject)).isEmpty();
        assertThat(inArray(alice, array(alice, "text", 1, 2), asObject)).isEqualTo(List.of("refused 42883"));
        assertThat(alice.cache().hits()).isEqualTo(hits + 2);
        bob.run("update item set name = 'plum' where id = 1");
        assertThat(inArray(alice, array(alice, type, 1, 2), asObject)).containsExactly("plum", "pear");
    }

    @Test
    void anArrayThatNamesADayByTheClockIsNeverServed() throws SQLException {
        String sql = "select id from thing where day = any(?)";
        for (int i = 0; i < 3; i++) {
            try (PreparedStatement statement = alice.connection.prepareStatement(sql)) {
                statement.setArray(1, alice.connection.createArrayOf("date", new Object[] {"today"}));
                assertThat(rows(statement)).containsExactly("1");
            }
        }
        assertThat(alice.cache().hits()).isZero();
    }

    @Test
    void anObjectInWhichABackslashHidesADayByTheClockIsNeverServed() throws SQLException {
        PGobject today = new PGobject();
        today.setType("_date");
        today.setValue("{t\\oday}");
        for (int i = 0; i < 3; i++) {
            try (PreparedStatement statement =
                    alice.connection.prepareStatement("select id from thing where day = any(?)")) {
                statement.setObject(1, today);
                assertThat(rows(statement)).containsExactly("1");
            }
        }
        assertThat(alice.cache().hits()).isZero();
    }

    @Test
    void anArrayOfTimesOfDayPassesBy() throws SQLException {
        String sql = "select id from thing where '10:00' = any(?) order by id";
        for (int i = 0; i < 2; i++) {
            try (PreparedStatement statement = alice.connection.prepareStatement(sql)) {
                statement.setArray(1, alice.connection.createArrayOf("timetz", new Object[] {"10:00"}));
                assertThat(rows(statement)).containsExactly("1", "2");
            }
        }
        assertThat(alice.cache().bypasses()).containsEntry(BypassReason.PARAMETER_NOT_CAPTURED, 2L);
    }

    @Test
    void anArrayThatWasFreedIsWhatTheDriverHadTaken() throws SQLException {
        for (int i = 0; i < 2; i++) {
            try (PreparedStatement statement = alice.connection.prepareStatement(IN_ARRAY)) {
                Array array = array(alice, "int4", 1, 2);
                statement.setArray(1, array);
                array.free();
                assertThat(rows(statement)).containsExactly("apple", "pear");
            }
        }
        assertThat(alice.cache().hits()).isOne();
    }

    @Test
    void anObjectIsItsTypeAndItsText() throws SQLException {
        assertThat(byData("jsonb", "{\"a\": 1}")).containsExactly("1");
        long hits = alice.cache().hits();
        assertThat(byData("jsonb", "{\"a\": 1}")).containsExactly("1");
        assertThat(alice.cache().hits()).isEqualTo(hits + 1);
        assertThat(byData("jsonb", "{\"a\": 2}")).containsExactly("2");
        assertThat(byData("mood", "ok")).isEqualTo(List.of("refused 42883"));
        assertThat(alice.cache().hits()).isEqualTo(hits + 1);
    }

    /** The driver reads it when it is bound. */
    @Test
    void anObjectThatChangesAfterItWasBoundIsWhatTheDriverSends() throws SQLException {
        try (PreparedStatement ours = alice.connection.prepareStatement(BY_DATA);
                PreparedStatement bare = truth.connection.prepareStatement(BY_DATA)) {
            PGobject data = object("jsonb", "{\"a\": 1}");
            ours.setObject(1, data, Types.OTHER);
            bare.setObject(1, data, Types.OTHER);
            data.setValue("{\"a\": 2}");
            assertThat(rows(ours)).isEqualTo(rows(bare)).containsExactly("1");
            assertThat(rows(ours)).containsExactly("1");
        }
        assertThat(byData("jsonb", "{\"a\": 2}")).containsExactly("2");
        assertThat(byData("jsonb", "{\"a\": 1}")).containsExactly("1");
    }

    /** Nobody knows what else a subclass sends. */
    @Test
    void anObjectOfASubclassPassesBy() throws SQLException {
        for (int i = 0; i < 2; i++) {
            try (PreparedStatement statement = alice.connection.prepareStatement(BY_DATA)) {
                PGobject own = new OwnObject();
                own.setType("jsonb");
                own.setValue("{\"a\": 1}");
                statement.setObject(1, own);
                assertThat(rows(statement)).containsExactly("1");
            }
        }
        assertThat(alice.cache().bypasses()).containsEntry(BypassReason.PARAMETER_NOT_CAPTURED, 2L);
    }

    private static final class OwnObject extends PGobject {
        private static final long serialVersionUID = 1L;
    }

    private static Array array(Client client, String type, Object... elements) throws SQLException {
        return client.connection.createArrayOf(type, elements);
    }

    private static PGobject object(String type, String value) throws SQLException {
        PGobject object = new PGobject();
        object.setType(type);
        object.setValue(value);
        return object;
    }

    private static List<String> inArray(Client client, Array array, boolean asObject) throws SQLException {
        try (PreparedStatement statement = client.connection.prepareStatement(IN_ARRAY)) {
            if (asObject) {
                statement.setObject(1, array);
            } else {
                statement.setArray(1, array);
            }
            return rows(statement);
        }
    }

    private List<String> byData(String type, String value) throws SQLException {
        try (PreparedStatement statement = alice.connection.prepareStatement(BY_DATA)) {
            statement.setObject(1, object(type, value));
            return rows(statement);
        }
    }

    private static List<String> rows(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return Client.read(rows);
        } catch (SQLException refused) {
            return List.of("refused " + refused.getSQLState());
        }
    }
}
