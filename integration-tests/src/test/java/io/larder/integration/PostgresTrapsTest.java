package io.larder.integration;

import static io.larder.integration.Traps.ask;
import static io.larder.integration.Traps.askTwice;
import static io.larder.integration.Traps.hits;
import static io.larder.integration.Traps.run;
import static io.larder.integration.Traps.withLarder;
import static java.sql.Connection.TRANSACTION_REPEATABLE_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.larder.testservers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Things of PostgreSQL that look harmless and change an answer. */
class PostgresTrapsTest {
    private static final String ITEMS = "select v from item order by id";

    private final String url = TestServers.postgres().freshDatabase();

    private Connection bare(String... schema) throws SQLException {
        Connection bare = DriverManager.getConnection(url);
        run(
                bare,
                "create table item (id int primary key, v int, word text, words text[], at timestamp)",
                "insert into item values (1, 1, 'now', '{now}', '2020-01-01')");
        run(bare, schema);
        return bare;
    }

    private Connection larder() throws SQLException {
        return DriverManager.getConnection(withLarder(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select word::timestamp from item",
                "select item.word::text::timestamp from item",
                "select cast(word as timestamp) from item",
                "select date(word) from item",
                "select word::moment from item",
                "select words::timestamp[] from item",
                "select ('to' || 'day')::date, id from item",
                "select (case when true then word end)::timestamp from item",
                "select case when true then word end::timestamp from item",
                "select max(word)::timestamp from item",
                "select x::timestamp from (select word as x from item) renamed",
                "select x::timestamp from item as renamed(i, v, x)",
                "select json_value(to_json(word), '$' returning timestamp) from item",
                "select x.d from item, xmltable('/a' passing xmlelement(name a, word) columns d timestamp path '.') x",
                "select (at).age from item",
                "select x.age from item, unnest(array[at]) x"
            })
    void whatATextMeansAsADateIsAskedAgain(String sql) throws SQLException {
        try (Connection truth = bare("create domain moment as timestamp");
                Connection alice = larder()) {
            assertThat(ask(truth, sql)).isNotEmpty();
            assertThat(askTwice(alice, sql)).as("hits of " + sql).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select at::date, count(*) from item group by at::date",
                "select i.at::timestamptz::date from item i",
                "select cast(i.at as date) from item i",
                "select date(at) from item",
                "select date_trunc('day', at)::date from item",
                "select (at at time zone 'UTC')::date from item",
                "select max(at)::date from item",
                "select v from item where at > '2019-01-01'::date and at > timestamp '2019-01-01'::timestamp",
                "select word::varchar(2), v::text from item"
            })
    void castsOfWhatIsNoTextStayCached(String sql) throws SQLException {
        try (Connection truth = bare();
                Connection alice = larder()) {
            assertThat(askTwice(alice, sql)).as("hits of " + sql).isEqualTo(1);
            assertThat(ask(alice, sql)).isEqualTo(ask(truth, sql));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show timezone",
                "lock table item in access share mode",
                "set constraints all immediate",
                "listen news",
                "deallocate all",
                "set application_name = 'x'",
                "explain select 1"
            })
    void aTransactionThatBeganWithoutASnapshotReadsTheSameTwice(String first) throws SQLException {
        try (Connection truth = bare();
                Connection alice = larder()) {
            askTwice(alice, ITEMS);
            alice.setTransactionIsolation(TRANSACTION_REPEATABLE_READ);
            alice.setAutoCommit(false);
            run(alice, first);
            String before = ask(alice, ITEMS);
            try (Connection bob = larder()) {
                run(bob, "update item set v = v + 1");
            }

            assertThat(ask(alice, ITEMS)).isEqualTo(before);
            alice.rollback();
            assertThat(ask(alice, ITEMS)).isEqualTo(ask(truth, ITEMS));
        }
    }

    @Test
    void theFirstReadAfterSerializableWasSetByTextReachesTheDatabase() throws SQLException {
        try (Connection truth = bare();
                Connection alice = larder()) {
            askTwice(alice, ITEMS);
            run(alice, "set session characteristics as transaction isolation level serializable");
            alice.setAutoCommit(false);

            long before = hits(alice);
            assertThat(ask(alice, ITEMS)).isEqualTo(ask(truth, ITEMS));
            assertThat(hits(alice)).isEqualTo(before);
            alice.rollback();
        }
    }

    @Test
    void aRoleWithoutARightToTheCatalogKeepsItsTransaction() throws SQLException {
        try (Connection truth = bare(
                        "revoke select on pg_catalog.pg_database from public",
                        "create role trap_" + ProcessHandle.current().pid(),
                        "grant select on item to trap_"
                                + ProcessHandle.current().pid());
                Connection alice = larder()) {
            askTwice(alice, ITEMS);
            alice.setAutoCommit(false);
            run(alice, "set local role trap_" + ProcessHandle.current().pid());

            assertThat(ask(alice, ITEMS)).isEqualTo(ask(truth, ITEMS));
            alice.rollback();
        }
    }

    @Test
    void anAnswerFromTheCacheEndsWhatTheLastExecutionLeft() throws SQLException {
        try (Connection truth = bare();
                Connection alice = larder();
                Statement statement = alice.createStatement()) {
            askTwice(alice, ITEMS);
            ResultSet live = statement.executeQuery("select id from item where v > 0");
            long before = hits(alice);
            statement.executeQuery(ITEMS);
            assertThat(live.isClosed()).isTrue();
            statement.executeUpdate("update item set v = 2", Statement.RETURN_GENERATED_KEYS);
            askTwice(alice, ITEMS);
            statement.executeQuery(ITEMS);

            assertThat(statement.getGeneratedKeys().next()).isFalse();
            assertThat(hits(alice)).isEqualTo(before + 3);
            assertThat(ask(alice, ITEMS)).isEqualTo(ask(truth, ITEMS));
        }
    }

    @Test
    void aClosedStatementWhoseAnswerWasCachedSaysThatItIsClosed() throws SQLException {
        try (Connection truth = bare();
                Connection alice = larder()) {
            Statement statement = alice.createStatement();
            assertThat(askTwice(alice, ITEMS)).isEqualTo(1);
            statement.executeQuery(ITEMS);
            statement.close();

            assertThatThrownBy(statement::getUpdateCount).hasMessage("This statement has been closed.");
            assertThatThrownBy(statement::getLargeUpdateCount).hasMessage("This statement has been closed.");
            assertThatThrownBy(statement::getResultSet).hasMessage("This statement has been closed.");
            assertThatThrownBy(statement::getMoreResults).hasMessage("This statement has been closed.");
            assertThat(truth.isClosed()).isFalse();
        }
    }

    /** A result beyond the limit ends the connection. */
    @ParameterizedTest
    @ValueSource(strings = {"300", "2K", "10M"})
    void aLimitOfResultsIsNotExceededByLardersOwnQueries(String limit) throws SQLException {
        String[] wide = new String[200];
        Arrays.setAll(wide, i -> "create table " + "t".repeat(55) + i + " (" + "c".repeat(60) + " text)");
        String query = "select v from item order by id";
        try (Connection bare = bare(wide);
                Connection larder = DriverManager.getConnection(withLarder(url) + "&maxResultBuffer=" + limit)) {
            assertThat(ask(larder, query)).isEqualTo(ask(bare, query));
            run(larder, "set timezone = 'Asia/Tokyo'", "update item set v = 2");
            assertThat(ask(larder, query)).isEqualTo(ask(bare, query));
        }
    }

    @Test
    void aSettingThatTheDriverCannotBearFailsAsItDoes() throws SQLException {
        try (Connection bare = bare();
                Connection larder = larder()) {
            assertThat(failure(larder, "set datestyle = 'German'"))
                    .isEqualTo(failure(bare, "set datestyle = 'German'"));
        }
    }

    @Test
    void aSettingThatTheDatabaseRefusesIsNoPartOfAnyQuestion() throws SQLException {
        bare().close();
        try (Connection first = larder()) {
            assertThat(failure(first, "set my.\"no name\" = 'x'")).startsWith("42602");
            try (Connection second = larder()) {
                run(second, "set timezone = 'Asia/Tokyo'");
                assertThat(askTwice(second, "select v from item order by id")).isEqualTo(1);
            }
        }
    }

    @Test
    void lardersOwnQueriesAreNotAmongThePreparedStatements() throws SQLException {
        try (Connection truth = bare();
                Connection alice = larder()) {
            for (int i = 0; i < 10; i++) {
                run(alice, "set work_mem to '" + (i + 4) + "MB'");
                assertThat(ask(alice, ITEMS)).isEqualTo(ask(truth, ITEMS));
            }
            String own = "select count(*) from pg_prepared_statements where statement like '%pg_my_temp_%'";
            assertThat(ask(alice, own)).isEqualTo("0|");
        }
    }

    private static String failure(Connection connection, String sql) {
        SQLException failure = catchThrowableOfType(SQLException.class, () -> run(connection, sql));
        return failure.getSQLState() + " " + failure.getMessage();
    }
}
