package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.jdbc.api.CacheStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a connection tells of Larder itself, on each database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ConsoleTest extends Histories {
    private static final String UPDATE = "update item set name = 'plum' where id = 1";

    ConsoleTest(TestDatabase database) {
        super(database);
    }

    @Override
    List<String> schema() {
        return List.of("create view cheap as select id, name from item where id < 10");
    }

    @Test
    void everyExampleOfThePageIsAnsweredWithItsColumns() throws Exception {
        String page = Files.readString(page());
        List<String> examples = examples(page);
        assertThat(examples).hasSizeGreaterThan(10);
        for (String sql : examples) {
            List<String> labels;
            try (Statement statement = alice.connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                labels = Told.labels(rows.getMetaData());
                while (rows.next()) {
                    assertThat(rows.getObject(labels.get(0))).as(sql).isNotNull();
                }
            }
            try (PreparedStatement statement = alice.connection.prepareStatement(sql + " ;")) {
                assertThat(Told.labels(Objects.requireNonNull(statement.getMetaData())))
                        .as(sql)
                        .isEqualTo(labels);
                assertThat(statement.execute()).as(sql).isTrue();
                assertThat(statement.getMoreResults()).as(sql).isFalse();
            }
            Matcher shown = Pattern.compile("SHOW (LARDER \\w+).*").matcher(sql);
            if (shown.matches()) {
                assertThat(labels).isEqualTo(columns(page, shown.group(1)));
            }
        }
    }

    @Test
    void anAnswerIsTheDriversResultOfTheApplicationsStatement() throws SQLException {
        try (Statement statement = alice.connection.createStatement()) {
            ResultSet items = statement.executeQuery(ITEMS);
            Class<?> metaData = items.getMetaData().getClass();
            assertThat(statement.execute("/* who? */ show  Larder\nstats ;")).isTrue();
            ResultSet rows = Objects.requireNonNull(statement.getResultSet());
            assertThat(rows.getStatement()).isSameAs(statement);
            assertThat(rows.getMetaData().getClass()).isEqualTo(metaData);
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong("VALUE")).isEqualTo(rows.getLong(2));
            assertThat(rows.getObject("value")).isInstanceOf(Number.class);
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.execute("show larder tables", Statement.NO_GENERATED_KEYS))
                    .isTrue();
        }
    }

    @Test
    void typesDoNotDependOnWhatIsThere() throws SQLException {
        alice.warm(ITEMS);
        for (String sql : List.of("show larder queries", "show larder queries limit 0", "show larder tables")) {
            try (Statement statement = alice.connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                ResultSetMetaData columns = rows.getMetaData();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    String label = columns.getColumnLabel(column);
                    int type = switch (label) {
                        case "text", "main_reason", "table", "changing" -> Types.VARCHAR;
                        case "hit_rate", "seconds_since_change" -> Types.DOUBLE;
                        default -> Types.BIGINT;
                    };
                    assertThat(columns.getColumnType(column))
                            .as(sql + ": " + label)
                            .isEqualTo(type);
                }
            }
        }
    }

    @Test
    void askingChangesNothingAndIsCountedNowhere() throws SQLException {
        alice.warm(ITEMS);
        CacheStatistics before = alice.cache();
        for (String topic : List.of("status", "stats", "queries", "tables", "bypassed", "nodes", "config", "warmup")) {
            alice.ask("show larder " + topic);
        }
        alice.ask("explain larder " + UPDATE);
        alice.ask("explain larder " + ITEMS);
        assertThat(alice.cache()).isEqualTo(before);
        bob.served(ITEMS);
        assertThat(truth.ask(ITEMS)).contains("1|apple");
    }

    @Test
    void aPreparedQuestionTellsOfTheMomentOfItsExecution() throws SQLException {
        try (PreparedStatement statement = alice.connection.prepareStatement("show larder stats")) {
            statement.setMaxRows(1);
            long hits = hits(statement);
            alice.warm(ITEMS);
            assertThat(hits(statement)).isEqualTo(hits + 1);
            assertThat(statement.getMaxRows()).isEqualTo(1);
        }
        PreparedStatement closed = alice.connection.prepareStatement("flush larder");
        closed.close();
        assertThatThrownBy(closed::executeQuery).isInstanceOf(SQLException.class);
    }

    private static long hits(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("name")).isEqualTo("hits");
            long hits = rows.getLong("value");
            assertThat(rows.next()).isFalse();
            assertThat(rows.getStatement()).isSameAs(statement);
            return hits;
        }
    }

    @Test
    void whatIsFlushedIsAskedAgain() throws SQLException {
        alice.warm(ITEMS);
        alice.run("flush larder table other, shop.another");
        alice.served(ITEMS);
        assertThat(alice.ask("flush larder table shop.ITEM")).hasSize(1);
        alice.answered(ITEMS);
        alice.warm(ITEMS);
        alice.run("Flush Larder;");
        bob.answered(ITEMS);
        alice.warm(ITEMS);
        try (Statement statement = alice.connection.createStatement()) {
            statement.executeUpdate("flush larder");
        } catch (SQLException ofTheDriver) {
            assertThat(ofTheDriver.getMessage()).doesNotContain("Larder");
        }
        alice.served(ITEMS);
    }

    @Test
    void cachingIsSwitchedOffForTheOwnSession() throws SQLException {
        alice.warm(ITEMS);
        assertThat(alice.ask("set larder caching = off")).containsExactly("caching is off for this session");
        alice.answered(ITEMS);
        assertThat(Told.explained(alice, ITEMS)).containsEntry("reason", "CACHING_OFF");
        bob.served(ITEMS);
        alice.run("SET LARDER CACHING = on");
        alice.served(ITEMS);
    }

    @Test
    void whatIsNotUnderstoodIsRefusedWithWhatThereIs() throws SQLException {
        for (String sql : List.of(
                "show larder",
                "show larder weather",
                "show larder status now",
                "show larder queries limit x",
                "flush larder table",
                "flush larder tables",
                "flush larder table item,",
                "flush larder table item other",
                "set larder weather = 1",
                "set larder caching = maybe",
                "warm larder",
                "warm larder from 1 2")) {
            assertThatThrownBy(() -> alice.ask(sql))
                    .as(sql)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState()).isEqualTo("42601"));
        }
        assertThatThrownBy(() -> alice.ask("show larder weather")).hasMessageContaining("STATUS, STATS, QUERIES");
        assertThat(alice.ask(ITEMS)).isNotEmpty();
    }

    @Test
    void withoutAConsoleTheDatabaseIsAsked() throws SQLException {
        Client plain = client("larder.console", "false");
        for (String sql : List.of("show larder status", "explain larder select 1", "flush larder table item")) {
            SQLException bare = refusal(truth, sql);
            SQLException through = refusal(plain, sql);
            assertThat(through.getSQLState()).as(sql).isEqualTo(bare.getSQLState());
            assertThat(through.getErrorCode()).as(sql).isEqualTo(bare.getErrorCode());
        }
    }

    @Test
    void onlyListedUsersChangeSomethingForOthers() throws SQLException {
        Client stranger = client("larder.console.admins", "somebody");
        assertThat(stranger.ask("show larder stats")).isNotEmpty();
        assertThat(refusal(stranger, "flush larder").getSQLState()).isEqualTo("42501");
        assertThat(refusal(stranger, "warm larder from 'x'").getSQLState()).isEqualTo("42501");
        String url = larderUrl();
        if (database == TestDatabase.H2) {
            // Where nobody says who he is, he has no name.
            truth.run("create user boss password 'larder' admin");
            url = database.with(database.with(url, "user", "boss"), "password", "larder");
        }
        Client named = connected(url);
        String user = named.connection.getMetaData().getUserName();
        String name = user.contains("@") ? user.substring(0, user.indexOf('@')) : user;
        Client admin =
                connected(database.with(url, "larder.console.admins", "somebody," + name.toUpperCase(Locale.ROOT)));
        assertThat(admin.ask("flush larder")).hasSize(1);
    }

    @Test
    void whatADatabaseMayUnderstandIsTheDatabases() throws SQLException {
        truth.run("create table larder (id int)");
        List<String> valid = switch (database) {
            case POSTGRESQL -> List.of("set larder.x = '1'", "set larder.x to 2", "show larder.x");
            case H2 -> List.of("show columns from larder", "explain select id from larder");
            case MARIADB ->
                List.of("explain larder", "explain larder id", "explain larder 'i%'", "flush tables larder");
        };
        for (String sql : valid) {
            alice.run(sql);
        }
        for (String sql : List.of("set larder = 1", "show larder like 'x'", "explain larder.x")) {
            assertThat(refusal(alice, sql).getSQLState())
                    .as(sql)
                    .isEqualTo(refusal(truth, sql).getSQLState());
        }
    }

    @Test
    void aTransactionStaysAsItIs() throws SQLException {
        alice.begin();
        alice.run(UPDATE);
        alice.ask("show larder status");
        alice.ask("explain larder " + ITEMS);
        assertThatThrownBy(() -> alice.ask("show larder weather")).isInstanceOf(SQLException.class);
        alice.commit();
        assertThat(bob.ask(ITEMS)).contains("1|plum");
        if (database == TestDatabase.POSTGRESQL) {
            assertThatThrownBy(() -> alice.ask("select 1 / 0")).isInstanceOf(SQLException.class);
            assertThat(refusal(alice, "show larder status").getSQLState()).isEqualTo("25P02");
            alice.rollback();
        }
    }

    private static SQLException refusal(Client client, String sql) {
        try {
            client.run(sql);
        } catch (SQLException refusal) {
            return refusal;
        }
        throw new AssertionError(sql + " was not refused");
    }

    private static List<String> examples(String page) {
        Matcher code = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(code.find()).isTrue();
        return code.group(1).lines().toList();
    }

    private static List<String> columns(String page, String topic) {
        String section = page.substring(page.indexOf("## SHOW " + topic + "\n")).substring(2);
        String table = section.contains("\n## ") ? section.substring(0, section.indexOf("\n## ")) : section;
        return Pattern.compile("^\\| `(\\w+)`", Pattern.MULTILINE)
                .matcher(table)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Path page() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not started inside the project");
        }
        return folder.resolve("docs").resolve("console.md");
    }
}
