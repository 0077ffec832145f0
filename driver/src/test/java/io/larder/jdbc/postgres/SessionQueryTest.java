package io.larder.jdbc.postgres;

import static io.larder.jdbc.postgres.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.jdbc.database.SessionSnapshot;
import io.larder.jdbc.database.TransactionStatus;
import io.larder.sql.BypassReason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class SessionQueryTest {
    private static final String ROLE = "larder_reader";

    private final PostgresSupport support = new PostgresSupport();

    @AutoClose
    private final TestDatabase database;

    private final Connection alice;
    private final Connection bob;

    SessionQueryTest(int major) throws SQLException {
        database = new TestDatabase(major);
        alice = database.connect();
        bob = database.connect();
    }

    @BeforeEach
    void createRole() throws SQLException {
        execute(alice, "DO $$ BEGIN CREATE ROLE " + ROLE + "; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    }

    @Test
    void equalSessionsHaveEqualKeysAndClocks() throws SQLException {
        assertThat(session(alice)).isEqualTo(session(bob));
        assertThat(session(alice).notCacheable()).isEmpty();
        assertThat(session(alice).isolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET search_path TO pg_catalog",
                "SET search_path TO DEFAULT; CREATE SCHEMA \"$user_made\"; SET search_path TO \"$user_made\"",
                "SET ROLE " + ROLE,
                "SET SESSION AUTHORIZATION " + ROLE,
                "SET TimeZone TO 'Asia/Kolkata'",
                "SET timezone_abbreviations TO 'India'",
                "SET DateStyle TO 'ISO, DMY'",
                "SET IntervalStyle TO 'iso_8601'",
                "SET extra_float_digits TO 0",
                "SET bytea_output TO 'escape'",
                "SET xmloption TO document",
                "SET xmlbinary TO hex",
                "SET array_nulls TO off",
                "SET quote_all_identifiers TO on",
                "SET row_security TO off",
                "SET lc_monetary TO 'POSIX'",
                "SET default_text_search_config TO 'pg_catalog.german'",
                "SET backslash_quote TO off",
                "SET client_min_messages TO error"
            })
    void aSettingThatChangesAnswersIsPartOfTheKey(String change) throws SQLException {
        SessionSnapshot before = session(alice);

        execute(alice, change);

        assertThat(session(alice).key()).isNotEqualTo(before.key());
        assertThat(session(alice).clockDomain()).isEqualTo(before.clockDomain());
    }

    @Test
    void aSchemaThatAppearsInTheSearchPathIsPartOfTheKey() throws SQLException {
        SessionSnapshot before = session(alice);

        execute(bob, "CREATE SCHEMA AUTHORIZATION CURRENT_USER");

        assertThat(session(alice).key()).isNotEqualTo(before.key());
    }

    @Test
    void customSettingsArePartOfTheKeyAndUnsetIsNotEmpty() throws SQLException {
        Set<String> custom = Set.of("app.tenant");
        SessionSnapshot unset = support.readSession(alice, custom);
        execute(alice, "SET app.tenant TO ''");
        SessionSnapshot empty = support.readSession(alice, custom);
        execute(alice, "SET app.tenant TO '7'");
        SessionSnapshot seven = support.readSession(alice, custom);

        assertThat(unset.key()).isNotEqualTo(empty.key());
        assertThat(empty.key()).isNotEqualTo(seven.key());
        assertThat(support.readSession(bob, custom)).isEqualTo(unset);
    }

    @Test
    void aSettingWhoseNameCannotBeASettingIsNotKnownAndNotAnError() throws SQLException {
        SessionSnapshot session = support.readSession(alice, Set.of("app.x', true), version(); --"));

        assertThat(session.notCacheable()).contains(BypassReason.SESSION_NOT_KNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preferQueryMode=simple",
                "stringtype=unspecified",
                "binaryTransfer=false",
                "binaryTransferDisable=date"
            })
    void anOptionOfTheDriverThatChangesAnswersIsPartOfTheKey(String option) throws SQLException {
        try (Connection carol = database.connect(option)) {
            assertThat(session(carol).key()).isNotEqualTo(session(alice).key());
            assertThat(session(carol).clockDomain()).isEqualTo(session(alice).clockDomain());
        }
    }

    @Test
    void databasesOfOneServerHaveTheirOwnClocks() throws SQLException {
        try (TestDatabase other = new TestDatabase(serverOf(alice));
                Connection carol = other.connect()) {
            assertThat(session(carol).clockDomain()).isNotEqualTo(session(alice).clockDomain());
        }
    }

    @Test
    void aTemporaryTableMakesTheSessionUncacheable() throws SQLException {
        execute(alice, "CREATE TEMP TABLE t (a int)");

        assertThat(session(alice).notCacheable()).contains(BypassReason.TEMPORARY_TABLES);
        assertThat(session(bob).notCacheable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET standard_conforming_strings TO off", "SET transform_null_equals TO on"})
    void aSettingThatChangesWhatTextMeansMakesTheSessionUnknown(String change) throws SQLException {
        execute(alice, change);

        assertThat(session(alice).notCacheable()).contains(BypassReason.SESSION_NOT_KNOWN);
    }

    @Test
    void textIsReadByTheBookUnlessStringsAreNotStandard() throws SQLException {
        execute(alice, "SET standard_conforming_strings TO off");

        assertThat(support.lexesByTheBook(alice)).isFalse();
        assertThat(support.lexesByTheBook(bob)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"read uncommitted, 1", "read committed, 2", "repeatable read, 4", "serializable, 8"})
    void theIsolationOfTheNextTransactionIsKnown(String level, int constant) throws SQLException {
        execute(alice, "SET default_transaction_isolation TO '" + level + "'");

        assertThat(session(alice).isolation()).isEqualTo(constant);
    }

    @Test
    void aHostileSearchPathDoesNotRedirectTheQuery() throws SQLException {
        SessionSnapshot before = session(alice);
        execute(
                alice,
                "CREATE SCHEMA evil",
                "CREATE FUNCTION evil.current_setting(text, boolean) RETURNS text LANGUAGE sql AS 'SELECT ''evil'''",
                "CREATE FUNCTION evil.version() RETURNS text LANGUAGE sql AS 'SELECT ''CockroachDB'''",
                "CREATE FUNCTION evil.eq(name, name) RETURNS boolean LANGUAGE sql AS 'SELECT false'",
                "CREATE OPERATOR evil.= (LEFTARG = name, RIGHTARG = name, FUNCTION = evil.eq)",
                "SET search_path TO evil, pg_catalog");

        assertThat(session(alice).notCacheable()).isEmpty();
        assertThat(session(alice).clockDomain()).isEqualTo(before.clockDomain());
        assertThat(session(alice).key()).noneMatch(part -> part.equals("=evil"));
    }

    @Test
    void readingTheSessionLeavesItAsItWas() throws SQLException {
        alice.setAutoCommit(true);
        try (Statement statement = alice.createStatement();
                ResultSet open = statement.executeQuery("SELECT 1")) {
            session(alice);

            assertThat(open.next()).isTrue();
            assertThat((Object) alice.getWarnings()).isNull();
            assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
        }
    }

    @Test
    void aRoleWithoutPrivilegesCanBeRead() throws SQLException {
        String clocks = session(alice).clockDomain();
        execute(
                alice,
                "REVOKE ALL ON DATABASE " + alice.getCatalog() + " FROM PUBLIC",
                "REVOKE ALL ON SCHEMA public FROM PUBLIC",
                "REVOKE EXECUTE ON FUNCTION pg_catalog.pg_control_system() FROM PUBLIC",
                "SET SESSION AUTHORIZATION " + ROLE);

        assertThat(session(alice).clockDomain()).isEqualTo(clocks);
    }

    @Test
    void theTransactionStatusIsThatOfTheServer() throws SQLException {
        assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
        execute(alice, "BEGIN");
        assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.OPEN);
        assertThatThrownBy(() -> execute(alice, "SELECT 1 / 0")).isInstanceOf(SQLException.class);
        assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.FAILED);
        execute(alice, "ROLLBACK");
        assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
    }

    private SessionSnapshot session(Connection connection) throws SQLException {
        return support.readSession(connection, Set.of());
    }

    private static int serverOf(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }
}
