package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.LarderDataSource;
import io.larder.sql.BypassReason;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** Things of MariaDB and its connector that look harmless and change an answer, and the ways to connect. */
class MariaDbTrapsTest extends Histories {
    private static final String UPDATE = "update item set name = 'plum' where id = 1";

    MariaDbTrapsTest() {
        super(TestDatabase.MARIADB);
    }

    @BeforeEach
    void warm() throws SQLException {
        alice.warm(ITEMS);
    }

    @Test
    void anEarlierResultStaysReadableAsTheConnectorLeavesIt() throws SQLException {
        try (Statement ours = alice.connection.createStatement();
                Statement theirs = truth.connection.createStatement()) {
            ResultSet ourFirst = ours.executeQuery(ITEMS);
            ResultSet theirFirst = theirs.executeQuery(ITEMS);
            ours.executeQuery(ITEMS);
            theirs.executeQuery(ITEMS);
            assertThat(ourFirst.isClosed()).isEqualTo(theirFirst.isClosed()).isFalse();
            assertThat(Client.read(ourFirst)).isEqualTo(Client.read(theirFirst));
        }
    }

    @Test
    void keysOfAnEarlierInsertAreNotThoseOfAQuery() throws SQLException {
        alice.run("create table numbered (id int auto_increment primary key)");
        alice.warm(ITEMS);
        try (Statement ours = alice.connection.createStatement();
                Statement theirs = truth.connection.createStatement()) {
            for (Statement statement : new Statement[] {ours, theirs}) {
                statement.executeUpdate("insert into numbered values (null)", Statement.RETURN_GENERATED_KEYS);
                statement.executeQuery(ITEMS);
            }
            assertThat(keys(ours)).isEqualTo(keys(theirs));
        }
    }

    private static String keys(Statement statement) {
        try (ResultSet keys = statement.getGeneratedKeys()) {
            return Client.read(keys).toString();
        } catch (SQLException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void whatTheApplicationWritesIntoABlobStaysWithIt() throws SQLException {
        alice.run("create table picture (pixels blob)");
        alice.run("insert into picture values (x'01020304')");
        String sql = "select pixels from picture";
        for (int time = 1; time <= 3; time++) {
            try (Statement statement = alice.connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                assertThat(row.getBytes(1)).containsExactly(1, 2, 3, 4);
                row.getBlob(1).setBytes(1, new byte[] {9, 9});
                row.getBytes(1)[3] = 9;
                if (row.getObject(1) instanceof byte[] bytes) {
                    bytes[2] = 9;
                }
            }
        }
        assertThat(bob.served(sql)).hasSize(1);
    }

    @Test
    void textAndBinaryAreDifferentAnswers() throws SQLException {
        alice.run("create table ratio (f float)");
        alice.run("insert into ratio values (1.1), (1e20)");
        String sql = "select f, f * 3 from ratio";
        Client prepared = client("useServerPrepStmts", "true");
        Client bare = connected(database.with(bareUrl(), "useServerPrepStmts", "true"));
        alice.warm(sql);
        try (PreparedStatement ours = prepared.connection.prepareStatement(sql);
                PreparedStatement theirs = bare.connection.prepareStatement(sql)) {
            for (int time = 1; time <= 2; time++) {
                assertThat(Client.read(ours.executeQuery())).isEqualTo(Client.read(theirs.executeQuery()));
            }
        }
    }

    @Test
    void aQueryThatGivesAWarningGivesItEachTime() throws SQLException {
        alice.run("insert into item values (3, 'x')");
        String sql = "select name + 0 from item where id = 3";
        for (int time = 1; time <= 3; time++) {
            try (Statement statement = alice.connection.createStatement()) {
                statement.executeQuery(sql);
                assertThat((Throwable) statement.getWarnings()).isNotNull();
                statement.executeQuery(ITEMS);
                assertThat((Throwable) statement.getWarnings()).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select found_rows()",
                "select row_count()",
                "show warnings",
                "show count(*) warnings",
                "call counted()",
                "update item set name = found_rows() where id = 1"
            })
    void whatAsksAboutTheLastStatementIsToldOfTheServedQuery(String question) throws SQLException {
        alice.run("create procedure counted() select found_rows()");
        for (String query : List.of(ITEMS, "select name from item where id = 7", "select id from item where id = 1")) {
            alice.warm(query);
            alice.run("set @x = 1");
            alice.warm("select max(id) from item");
            alice.ask(query);
            truth.ask(query);
            alice.served(query);
            if (question.startsWith("update")) {
                alice.run(question);
                assertThat(alice.ask(ITEMS)).contains("1|" + truth.ask(query).size());
            } else {
                assertThat(alice.ask(question)).as(query).isEqualTo(truth.ask(question));
            }
        }
    }

    @Test
    void theLengthOfFetchesIsTheConnectorsAffair() throws SQLException {
        try (Statement statement = alice.connection.createStatement()) {
            statement.setFetchSize(1);
            for (int time = 1; time <= 3; time++) {
                assertThat(Client.read(statement.executeQuery(ITEMS))).containsExactly("1|apple", "2|pear");
            }
        }
    }

    @Test
    void aUrlOfMySqlIsTakenWhereTheConnectorTakesIt() throws SQLException {
        Client carol = connected(database.with(larderUrl().replace(":mariadb:", ":mysql:"), "permitMysqlScheme", ""));
        carol.warm(ITEMS);
        bob.run(UPDATE);
        assertThat(carol.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void aDataSourceOfTheConnectorsOwnIsServed() throws SQLException {
        LarderDataSource larder = new LarderDataSource(new MariaDbDataSource(bareUrl()));
        try (Client carol = new Client(larder.getConnection())) {
            assertThat(carol.served(ITEMS)).contains("1|apple");
            carol.run(UPDATE);
            assertThat(alice.answered(ITEMS)).contains("1|plum");
        }
    }

    @Test
    void whileSomebodyMayBeOnAnyOfSeveralServersNobodyIsServed() throws SQLException {
        String host = larderUrl().replaceFirst(".*//", "").replaceFirst("/.*", "");
        String several = larderUrl().replaceFirst("//[^/]+", "replication://" + host + "," + host);
        try (Client carol = Client.connect(several)) {
            assertThat(carol.answered(ITEMS)).contains("1|apple");
            assertThat(carol.answered(ITEMS)).contains("1|apple");
            assertThat(carol.cache().bypasses()).containsKey(BypassReason.SESSION_NOT_KNOWN);
            carol.run(UPDATE);
            assertThat(alice.answered(ITEMS)).contains("1|plum");
        }
        alice.warm(ITEMS);
        try (Client h2 = Client.connect("jdbc:larder:h2:mem:beside");
                Client carol = Client.connect(several)) {
            h2.run("create table item (id int, name varchar(9))");
            h2.warm(ITEMS);
            assertThat(carol.ask(ITEMS)).isNotEmpty();
        }
    }

    @Test
    void aConnectionThatWasResetIsReadAgain() throws SQLException {
        String url = larderUrl();
        try (Client carol = Client.connect(url)) {
            carol.run("set sql_select_limit = 1");
            assertThat(carol.ask(ITEMS)).containsExactly("1|apple");
            carol.run("set sql_select_limit = default");
            assertThat(carol.ask(ITEMS)).hasSize(2);
        }
        assertThat(DriverManager.getDriver(url)).isNotNull();
    }
}
