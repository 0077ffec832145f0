package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.larder.jdbc.LarderDataSource;
import java.io.StringReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Where what was written cannot be asked for, or the question goes wrong; and that nobody notices that it is asked. */
class ExactWritesInDoubtTest extends Histories {
    private static final String LOG = "select text from log order by text";
    private static final String OTHER = "select id from other";
    private static final String LOG_IT = "select log_it('it')";

    ExactWritesInDoubtTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create table log (text text)",
                "create table other (id int)",
                "insert into other values (1)",
                "create function log_it(what text) returns int language sql as"
                        + " $$ insert into log values (what) returning 1 $$",
                "create function logging() returns trigger language plpgsql as"
                        + " $$ begin perform log_it(tg_table_name); return new; end $$",
                "create table watched (id serial primary key, name text check (name <> 'bad'))",
                "create trigger logged before insert on watched for each row execute function logging()",
                "create function execute(sql text) returns int language plpgsql as"
                        + " $$ begin execute sql; return 1; end $$");
    }

    private void warm() throws SQLException {
        bob.warm(LOG);
        bob.warm(OTHER);
    }

    @Test
    void whatChangesTheSchemaInsideOfCodeChangesEverything() throws SQLException {
        String role = "reader_" + truth.ask("select current_database()").get(0);
        truth.run("create role " + role);
        try {
            truth.run("grant select on log, other, item to " + role);
            for (String change : List.of(
                    "revoke select on item from " + role,
                    "grant select on item to " + role,
                    "alter table item enable row level security",
                    "create policy p on item using (true)",
                    "alter policy p on item using (false)",
                    "drop policy p on item",
                    "alter table item disable row level security",
                    "create or replace function log_it(what text) returns int language sql as"
                            + " 'insert into log values (what || ''!'') returning 1'",
                    "alter table item rename name to named",
                    "truncate item",
                    "alter role " + role + " createdb")) {
                warm();
                alice.begin();
                alice.run("do $do$ begin execute $sql$" + change + "$sql$; end $do$");
                alice.commit();
                assertThat(bob.answered(OTHER)).as(change).containsExactly("1");
                alice.connection.setAutoCommit(true);
            }
            warm();
            alice.run("select execute('grant update on item to " + role + "')");
            assertThat(bob.answered(OTHER)).containsExactly("1");
        } finally {
            truth.run("drop owned by " + role);
            truth.run("drop role " + role);
        }
    }

    @Test
    void aRightThatIsTakenAwayInsideOfCodeIsGoneAtOnce() throws SQLException {
        String role = "reader_" + truth.ask("select current_database()").get(0);
        truth.run("create role " + role);
        try {
            truth.run("grant select on item to " + role);
            bob.run("set role " + role);
            bob.warm(ITEMS);
            alice.begin();
            alice.run("do $$ begin revoke select on item from " + role + "; end $$");
            alice.commit();
            assertThatThrownBy(() -> bob.ask(ITEMS)).hasMessageContaining("permission denied");
        } finally {
            bob.run("reset role");
            truth.run("drop owned by " + role);
            truth.run("drop role " + role);
        }
    }

    @Test
    void aDeferredTriggerThatWritesAtCommitIsSeen() throws SQLException {
        client().run("create constraint trigger late after insert on other deferrable initially deferred"
                + " for each row execute function logging()");
        warm();
        alice.begin();
        alice.run("do $$ begin insert into other values (2); end $$");
        alice.commit();
        assertThat(bob.ask(LOG)).containsExactly("other");
        alice.connection.setAutoCommit(true);
        warm();
        alice.run("select execute('insert into other values (3)')");
        assertThat(bob.ask(LOG)).containsExactly("other", "other");
    }

    @Test
    void aCursorThatOutlivesItsTransactionAndWritesWhenThatEndsIsSeen() throws SQLException {
        warm();
        alice.begin();
        alice.run("do $$ begin execute $q$declare c cursor with hold for"
                + " select execute('insert into log values (''held'')')$q$; end $$");
        alice.commit();
        assertThat(bob.ask(LOG)).isEqualTo(truth.ask(LOG)).containsExactly("held");
    }

    @Test
    void whoMayWriteElsewhereIsNotAsked() throws SQLException {
        client().run("create foreign data wrapper elsewhere");
        warm();
        long asked = alice.cache().writeSetsAsked();
        alice.begin();
        alice.run(LOG_IT);
        assertThat(bob.answered(OTHER))
                .as("it may have been written elsewhere already")
                .containsExactly("1");
        alice.commit();
        alice.connection.setAutoCommit(true);
        alice.run(LOG_IT);
        assertThat(bob.answered(LOG)).containsExactly("it", "it");
        assertThat(alice.cache().writeSetsAsked()).isEqualTo(asked);
    }

    @Test
    void aRoutineThatCommitsIsSeenAtOnce() throws SQLException {
        warm();
        alice.run("do $$ begin perform log_it('one'); commit; perform log_it('two'); end $$");
        assertThat(bob.answered(LOG)).containsExactly("one", "two");
    }

    @Test
    void aTransactionOfTwoPhasesIsSeenWhoeverFinishesIt() throws SQLException {
        warm();
        alice.begin();
        alice.run(LOG_IT);
        alice.run("prepare transaction 'exact'");
        assertThat(bob.answered(LOG)).isEmpty();
        assertThat(bob.served(OTHER)).containsExactly("1");
        client().run("commit prepared 'exact'");
        assertThat(bob.answered(LOG)).containsExactly("it");
    }

    @Test
    void whatIsCopiedIntoATableWithATriggerIsSeen() throws Exception {
        warm();
        PGConnection driver = alice.connection.unwrap(PGConnection.class);
        alice.begin();
        driver.getCopyAPI().copyIn("copy watched (name) from stdin", new StringReader("a\n"));
        alice.commit();
        assertThat(bob.answered(LOG)).containsExactly("watched");
        assertThat(bob.served(OTHER)).containsExactly("1");
        alice.connection.setAutoCommit(true);
        driver.getCopyAPI().copyIn("copy watched (name) from stdin", new StringReader("b\n"));
        assertThat(bob.answered(LOG)).containsExactly("watched", "watched");
    }

    @Test
    void aFailureIsThatOfTheStatementAndLeavesNothing() throws SQLException {
        warm();
        String bad = "insert into watched (name) values ('bad')";
        SQLException ours = catchThrowableOfType(SQLException.class, () -> alice.run(bad));
        SQLException theirs = catchThrowableOfType(SQLException.class, () -> truth.run(bad));
        assertThat(withoutNumbers(ours)).isEqualTo(withoutNumbers(theirs));
        assertThat(ours.getClass()).isEqualTo(theirs.getClass());
        assertThat(ours.getNextException() == null).isTrue();
        assertThat(alice.connection.getAutoCommit()).isTrue();
        assertThat(bob.served(LOG)).isEmpty();
        assertThat(alice.served(LOG)).isEmpty();
        assertThat(truth.ask("select pid from pg_stat_activity where datname = current_database()"
                        + " and state like 'idle in transaction%'"))
                .isEmpty();
    }

    @Test
    void whatTheDriverComplainsOfWhenTheServerWasDoneIsDone() throws SQLException {
        warm();
        try (Statement ours = alice.connection.createStatement();
                Statement theirs = truth.connection.createStatement()) {
            String silent = "insert into watched (name) values ('good')";
            assertThatThrownBy(() -> ours.executeQuery(silent))
                    .hasMessage(catchThrowableOfType(SQLException.class, () -> theirs.executeQuery(silent))
                            .getMessage());
            assertThat(bob.ask(LOG)).containsExactly("watched", "watched");
            bob.warm(LOG);
            assertThatThrownBy(() -> ours.executeUpdate(LOG_IT))
                    .hasMessage(catchThrowableOfType(SQLException.class, () -> theirs.executeUpdate(LOG_IT))
                            .getMessage());
        }
        assertThat(bob.ask(LOG)).isEqualTo(truth.ask(LOG)).containsExactly("it", "it", "watched", "watched");
        assertThat(alice.connection.getAutoCommit()).isTrue();
        assertThat(bob.served(OTHER)).containsExactly("1");
    }

    @Test
    void whatMayNotBeInATransactionIsRefusedInTheSameWords() throws SQLException {
        warm();
        String forbidden = "select execute('vacuum item')";
        SQLException ours = catchThrowableOfType(SQLException.class, () -> alice.run(forbidden));
        SQLException theirs = catchThrowableOfType(SQLException.class, () -> truth.run(forbidden));
        assertThat(ours.getMessage()).isEqualTo(theirs.getMessage());
    }

    private static String withoutNumbers(SQLException failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\d+", "");
    }

    @Test
    void aConstraintThatIsCheckedAtTheEndFailsInItsStatement() throws SQLException {
        client().run("create table late (id int primary key deferrable initially deferred)");
        client().run("create trigger logged before insert on late for each row execute function logging()");
        warm();
        alice.run("insert into late values (1)");
        String bad = "insert into late values (1)";
        try (Statement ours = alice.connection.createStatement();
                Statement theirs = truth.connection.createStatement()) {
            SQLException our = catchThrowableOfType(SQLException.class, () -> ours.execute(bad));
            SQLException their = catchThrowableOfType(SQLException.class, () -> theirs.execute(bad));
            assertThat(our.getMessage()).isEqualTo(their.getMessage());
            assertThat(ours.getUpdateCount()).isEqualTo(theirs.getUpdateCount());
        }
        assertThat(bob.ask(LOG)).containsExactly("late");
    }

    @Test
    void aPreparedStatementWhoseTableHasChangedRunsAsWithoutLarder() throws SQLException {
        Client carol = client("prepareThreshold", "1");
        try (PreparedStatement insert =
                carol.connection.prepareStatement("insert into watched (name) values (?) returning *")) {
            for (int time = 1; time <= 4; time++) {
                insert.setString(1, "name" + time);
                try (ResultSet row = insert.executeQuery()) {
                    assertThat(Client.read(row)).hasSize(1);
                }
                if (time == 2) {
                    truth.run("alter table watched add column more int");
                }
            }
        }
        assertThat(truth.ask("select count(*) from watched")).containsExactly("4");
        assertThat(bob.ask(LOG)).hasSize(4);
    }

    @Test
    void keysAndWarningsComeThrough() throws SQLException {
        truth.run("create function warning() returns int language plpgsql as"
                + " $$ begin raise warning 'careful'; return log_it('warned'); end $$");
        warm();
        try (Statement statement = alice.connection.createStatement()) {
            int count = statement.executeUpdate(
                    "insert into watched (name) values ('a'), ('b')", Statement.RETURN_GENERATED_KEYS);
            assertThat(count).isEqualTo(2);
            assertThat(Client.read(statement.getGeneratedKeys())).hasSize(2);
            statement.execute("select warning()");
            assertThat(statement.getWarnings().getMessage()).isEqualTo("careful");
            assertThat(statement.getWarnings().getNextWarning() == null).isTrue();
            assertThat(alice.connection.getWarnings() == null).isTrue();
        }
        assertThat(bob.answered(LOG)).containsExactly("warned", "watched", "watched");
    }

    @Test
    void howeverTheDriverIsSetItIsAsked() throws SQLException {
        Map<String, String> options = Map.of(
                "autosave", "always",
                "preferQueryMode", "simple",
                "defaultRowFetchSize", "1",
                "options", "-c default_transaction_isolation=repeatable\\ read",
                "readOnly", "true",
                "maxResultBuffer", "3M");
        for (Map.Entry<String, String> option : options.entrySet()) {
            alice.run("delete from log");
            warm();
            Client carol = client(option.getKey(), option.getValue());
            carol.ask(OTHER);
            carol.run(LOG_IT);
            assertThat(bob.answered(LOG)).as(option.getKey()).containsExactly("it");
            assertThat(bob.served(OTHER)).as(option.getKey()).containsExactly("1");
            if (option.getKey().equals("readOnly")) {
                continue;
            }
            carol.begin();
            carol.run(LOG_IT);
            assertThat(bob.served(LOG)).as(option.getKey()).containsExactly("it");
            carol.commit();
            assertThat(bob.answered(LOG)).as(option.getKey()).containsExactly("it", "it");
            assertThat(bob.served(OTHER)).as(option.getKey()).containsExactly("1");
        }
    }

    @Test
    void aQuestionThatIsRefusedBreaksNoCommit() throws SQLException {
        String role = "writer_" + truth.ask("select current_database()").get(0);
        truth.run("create role " + role);
        try {
            truth.run("grant all on all tables in schema public to " + role);
            truth.run("revoke execute on function pg_catalog.pg_lock_status() from public");
            alice.run("set role " + role);
            warm();
            alice.begin();
            alice.run(LOG_IT);
            alice.commit();
            assertThat(bob.answered(LOG)).containsExactly("it");
            assertThat(bob.answered(OTHER)).containsExactly("1");
            alice.connection.setAutoCommit(true);
            warm();
            alice.run(LOG_IT);
            assertThat(bob.answered(LOG)).containsExactly("it", "it");
        } finally {
            alice.run("reset role");
            truth.run("drop owned by " + role);
            truth.run("drop role " + role);
        }
    }

    @Test
    void aConnectionThatIsLostBetweenQuestionAndCommitCountsAsCommitted() throws SQLException {
        Interceptions driver = new Interceptions(bareUrl());
        LarderDataSource dataSource = new LarderDataSource(driver.dataSource());
        dataSource.setOptions(Map.of("larder.orphanHold", "1s"));
        Client broken = closedAtTheEnd(new Client(dataSource.getConnection()));
        broken.ask(OTHER);
        warm();
        AtomicInteger calls = new AtomicInteger();
        driver.intercept("execute", call -> {
            Object result = call.proceed();
            // BEGIN, the statement, COMMIT.
            if (calls.incrementAndGet() == 3) {
                throw new SQLException("the connection was lost", "08006");
            }
            return result;
        });
        assertThatThrownBy(() -> broken.run(LOG_IT)).hasMessage("the connection was lost");
        assertThat(calls).hasValue(3);
        assertThat(bob.answered(LOG)).containsExactly("it");
        assertThat(bob.served(OTHER)).containsExactly("1");
    }
}
