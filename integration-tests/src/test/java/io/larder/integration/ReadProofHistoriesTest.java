package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.larder.sql.BypassReason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What PostgreSQL locks for the first executions of a text is compared with what Larder thinks that it reads. Here somebody
 * who is not seen puts a view in the place of a table after Larder has read the schema.
 */
class ReadProofHistoriesTest extends Histories {
    private static final String CHANGE = "update hidden set name = 'changed' where id = 1";
    private static final List<String> BEFORE = List.of("1|one");
    private static final List<String> AFTER = List.of("1|changed");

    ReadProofHistoriesTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create table hidden (id int primary key, name text)",
                "insert into hidden values (1, 'one')",
                "create table other (id int primary key, name text)",
                "insert into other values (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e')");
    }

    @BeforeEach
    void readTheSchema() throws SQLException {
        alice.warm("select count(*) from item");
    }

    private void hide() throws SQLException {
        truth.run("begin; alter table item rename to old_item; create view item as select * from hidden; commit");
    }

    @Test
    void whatReadsMoreThanItShowsIsNotServed() throws SQLException {
        hide();
        assertThat(alice.answered(ITEMS)).isEqualTo(BEFORE);
        bob.run(CHANGE);
        assertThat(alice.answered(ITEMS)).isEqualTo(AFTER);
        assertThat(alice.cache().bypasses()).containsEntry(BypassReason.READS_MORE, 2L);
    }

    @Test
    void otherLiteralsShowTheSame() throws SQLException {
        hide();
        assertThat(alice.ask("select id, name from item where id = 7")).isEmpty();
        bob.run(CHANGE);
        alice.answered("select id, name from item where id = 1");
        assertThat(alice.answered("select id, name from item where id = 1")).isEqualTo(AFTER);
        assertThat(alice.cache().bypasses()).containsEntry(BypassReason.READS_MORE, 3L);
    }

    @Test
    void theFirstQueryOfATransactionShowsWhatItReads() throws SQLException {
        hide();
        alice.begin();
        assertThat(alice.answered(ITEMS)).isEqualTo(BEFORE);
        alice.commit();
        bob.run(CHANGE);
        assertThat(alice.answered(ITEMS)).isEqualTo(AFTER);
        assertThat(alice.cache().bypasses()).containsEntry(BypassReason.READS_MORE, 2L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"select name from other where id = 2", "select name from hidden", "update other set name = 'x'"})
    void aLaterQueryOfATransactionDependsOnAllThatMayBeIts(String earlier) throws SQLException {
        hide();
        for (int time = 1; time <= 10; time++) {
            alice.begin();
            alice.run(earlier);
            assertThat(alice.ask(ITEMS)).isEqualTo(BEFORE);
            alice.commit();
        }
        bob.run(CHANGE);
        assertThat(alice.answered(ITEMS)).isEqualTo(AFTER);
    }

    @Test
    void whatTheTransactionHasWrittenAndMayHaveReadIsNotKept() throws SQLException {
        hide();
        alice.begin();
        alice.run("select name from hidden");
        alice.run(CHANGE);
        assertThat(alice.ask(ITEMS)).isEqualTo(AFTER);
        alice.rollback();
        assertThat(bob.ask(ITEMS)).isEqualTo(BEFORE);
    }

    @Test
    void aQueryThatAlwaysFollowsOthersIsServedAllTheSame() throws SQLException {
        alice.begin();
        alice.ask("select name from hidden");
        alice.ask(ITEMS);
        alice.served(ITEMS);
        alice.commit();
        bob.run(CHANGE);
        alice.begin();
        alice.ask("select name from other where id = 1");
        alice.answered(ITEMS);
        alice.commit();
        bob.run("update hidden set name = 'again'");
        bob.run("update other set name = 'again' where id = 5");
        alice.begin();
        alice.ask("select count(*) from other");
        alice.answered(ITEMS);
        // Neither of the tables that ran before it was there each time.
        bob.run("update other set name = 'once more' where id = 5");
        assertThat(alice.served(ITEMS)).hasSize(2);
        alice.commit();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "preferQueryMode=simple",
                "preferQueryMode=extendedForPrepared",
                "autosave=always",
                "autosave=conservative",
                "prepareThreshold=1",
                "prepareThreshold=-1"
            })
    void onlyTheFirstTwoMissesOfATextAskMore(String option) throws SQLException {
        Client carol = option.isEmpty() ? client() : client(option.split("=")[0], option.split("=")[1]);
        carol.warm("select count(*) from item");
        List<Integer> sent = new ArrayList<>();
        try (SentTexts texts = new SentTexts();
                PreparedStatement statement =
                        carol.connection.prepareStatement("select name from other where id = ?")) {
            for (int id = 1; id <= 5; id++) {
                texts.forget();
                statement.setInt(1, id);
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(Client.read(rows)).containsExactly(Character.toString('a' + id - 1));
                }
                sent.add((int) texts.stream()
                        .filter(text -> text.matches("(?s).*\\b(BEGIN|COMMIT|pg_lock_status)\\b.*"))
                        .count());
            }
        }
        assertThat(sent).containsExactly(3, 3, 0, 0, 0);
        assertThat(carol.connection.getAutoCommit()).isTrue();
    }

    @Test
    void rowsStayReadableWhenTheProofIsOver() throws SQLException {
        try (Statement statement =
                alice.connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(2);
            ResultSet rows = statement.executeQuery("select id from other order by id");
            bob.run("delete from other");
            assertThat(rows.last()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(5);
            assertThat(rows.first()).isTrue();
        }
    }

    @Test
    void rowsThatWouldBeFetchedInPagesAreReadToTheLastAndServed() throws SQLException {
        long before = alice.cache().hits();
        try (Statement statement = alice.connection.createStatement()) {
            statement.setFetchSize(2);
            for (int time = 1; time <= 3; time++) {
                try (ResultSet rows = statement.executeQuery("select id from other order by id")) {
                    assertThat(rows.getFetchSize()).isEqualTo(2);
                    assertThat(Client.read(rows)).containsExactly("1", "2", "3", "4", "5");
                }
                assertThat(statement.getFetchSize()).isEqualTo(2);
            }
        }
        assertThat(alice.cache().hits()).isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "always", "conservative"})
    void aFailureIsTheDriversOwnAndLeavesNothing(String autosave) throws Exception {
        Client bare = connected(database.with(bareUrl(), "autosave", autosave));
        Client carol = client("autosave", autosave);
        String sql = "select 1 / (id - 1) from item";
        assertThat(Notation.of(catchThrowable(() -> carol.ask(sql))))
                .isEqualTo(Notation.of(catchThrowable(() -> bare.ask(sql))));
        assertThat(carol.connection.getAutoCommit()).isTrue();
        carol.run("insert into other values (6, 'f')");
        assertThat(truth.ask("select name from other where id = 6")).containsExactly("f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "always", "conservative"})
    void whatTheDriverHealsIsHealed(String autosave) throws SQLException {
        Client carol =
                connected(database.with(database.with(larderUrl(), "autosave", autosave), "prepareThreshold", "1"));
        carol.warm("select count(*) from item");
        try (PreparedStatement statement = carol.connection.prepareStatement("select * from other where id = ?")) {
            for (int id = 1; id <= 4; id++) {
                statement.setInt(1, id);
                if (id == 2) {
                    truth.run("alter table other add column more text default 'more'");
                }
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.getMetaData().getColumnCount()).isEqualTo(id == 1 ? 2 : 3);
                }
            }
        }
    }

    @Test
    void aLostConnectionIsToldAsTheDriverTellsIt() throws Exception {
        Client bare = connected(bareUrl());
        for (Client client : List.of(bare, alice)) {
            String process = client.ask("select pg_backend_pid()").get(0);
            truth.run("select pg_terminate_backend(" + process + ", 10000)");
        }
        assertThat(Notation.of(catchThrowable(() -> alice.ask(ITEMS))))
                .isEqualTo(Notation.of(catchThrowable(() -> bare.ask(ITEMS))));
    }

    @Test
    void anotherThreadsWriteIsNotPartOfTheProof() throws Exception {
        String process = alice.ask("select pg_backend_pid()").get(0);
        truth.begin();
        truth.run("lock table item in access exclusive mode");
        CompletableFuture<List<String>> query = Meanwhile.start(() -> alice.ask(ITEMS));
        Client witness = connected(bareUrl());
        Meanwhile.until(
                "the query waits",
                () -> witness.ask("select 1 from pg_locks where not granted").size() == 1);
        CompletableFuture<Integer> write = Meanwhile.start(() -> alice.run("insert into other values (6, 'f')"));
        witness.ask("select pg_cancel_backend(" + process + ")");
        assertThat(Meanwhile.failure(query)).isInstanceOf(SQLException.class);
        assertThat(Meanwhile.end(write)).isEqualTo(1);
        truth.rollback();
        assertThat(witness.ask("select name from other where id = 6")).containsExactly("f");
    }
}
