package io.larder.integration;

import static io.larder.integration.Traps.ask;
import static io.larder.integration.Traps.askTwice;
import static io.larder.integration.Traps.read;
import static io.larder.integration.Traps.run;
import static io.larder.integration.Traps.withLarder;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.SimpleTimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Things of H2 that look harmless and change an answer. */
class H2TrapsTest {

    private final String url = "jdbc:h2:mem:traps_" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    private Connection bare() throws SQLException {
        Connection bare = DriverManager.getConnection(url);
        run(
                bare,
                "create table item (id int primary key, v int, at timestamp)",
                "insert into item values (1, 1, timestamp '2020-03-01 10:00:00')");
        return bare;
    }

    private Connection larder() throws SQLException {
        return DriverManager.getConnection(withLarder(url));
    }

    @Test
    void aParameterThatIsBoundByNameIsPartOfTheQuestion() throws SQLException {
        try (Connection truth = bare();
                Connection alice = larder();
                CallableStatement call = alice.prepareCall("select id from item where id = ?")) {
            run(truth, "insert into item (id) values (2)");
            call.setInt(1, 1);
            assertThat(read(call.executeQuery())).isEqualTo("1|");
            assertThat(read(call.executeQuery())).isEqualTo("1|");
            call.setInt("ID", 2);

            assertThat(read(call.executeQuery())).isEqualTo("2|");
        }
    }

    @Test
    void aTimeZoneIsItsRulesAndNotItsName() throws SQLException {
        try (Connection truth = bare();
                Connection alice = larder();
                PreparedStatement statement = alice.prepareStatement("select id from item where at = ?")) {
            Timestamp ten = Timestamp.from(Instant.parse("2020-03-01T10:00:00Z"));
            for (int time = 0; time < 2; time++) {
                statement.setTimestamp(1, ten, new GregorianCalendar(new SimpleTimeZone(0, "X")));
                assertThat(read(statement.executeQuery())).isEqualTo("1|");
            }
            statement.setTimestamp(1, ten, new GregorianCalendar(new SimpleTimeZone(3_600_000, "X")));

            assertThat(read(statement.executeQuery())).isEmpty();
            assertThat(truth.isClosed()).isFalse();
        }
    }

    @Test
    void anArrayInAnArrayKeepsItsType() throws SQLException {
        try (Connection truth = bare();
                Connection alice = larder();
                Connection bob = DriverManager.getConnection(url)) {
            String sql = "select id from item where cast(? as varchar) like '%[%'";
            Object[] boxed = {new Integer[] {1}};
            Object[] primitive = {new int[] {1}};

            assertThat(outcome(alice, sql, boxed)).isEqualTo(outcome(bob, sql, boxed));
            assertThat(outcome(alice, sql, primitive)).isEqualTo(outcome(bob, sql, primitive));
            assertThat(truth.isClosed()).isFalse();
        }
    }

    private static String outcome(Connection connection, String sql, Object[] value) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            return read(statement.executeQuery());
        } catch (SQLException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void numbersAreFormattedByTheLocaleOfTheMoment() throws SQLException {
        Locale before = Locale.getDefault();
        String sql = "select to_char(v / 2.0, '90D9') from item";
        try (Connection truth = bare();
                Connection alice = larder();
                Connection bob = larder()) {
            Locale.setDefault(Locale.US);
            askTwice(alice, sql);
            Locale.setDefault(Locale.GERMANY);

            assertThat(ask(bob, sql)).isEqualTo(ask(truth, sql)).contains(",");
        } finally {
            Locale.setDefault(before);
        }
    }
}
