package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.larder.jdbc.LarderDataSource;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.connection.LeadsToDatabase;
import io.larder.jdbc.warmup.Recording;
import io.larder.jdbc.warmup.WarmProgress;
import io.larder.jdbc.warmup.WarmReport;
import io.larder.jdbc.warmup.WarmUps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Warm-ups of a process that has just started, and the scripts that it leaves for the next one. */
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"POSTGRESQL", "H2"})
class WarmStartTest extends Histories {
    private static final String BY_ID = "select name from item where id = ?";
    private static final String ITEM_1 = "select name from item where id = 1 /*?:int*/;\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    WarmStartTest(TestDatabase database) {
        super(database);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create table log (id int primary key, at timestamp null, n bigint, ratio double precision)",
                "insert into log values (1, '2026-01-02 03:04:05', 10, 0.5), (2, null, null, null)");
    }

    private Path script(String text) throws IOException {
        return Files.writeString(folder.resolve("warm.sql"), text);
    }

    /** In how many forms the driver hands over one answer. */
    private int forms() {
        return database == TestDatabase.POSTGRESQL ? 2 : 1;
    }

    @Test
    void aScriptStartsWithTheFirstConnection() throws Exception {
        String url = database.create();
        try (Client teller = Client.connect(url)) {
            teller.run("create table item (id int primary key, name varchar(100))");
            teller.run("insert into item values (1, 'apple')");
            String path = script(ITEM_1).toString();
            try (Client first = Client.connect(database.with(TestDatabase.withLarder(url), "larder.warm", path))) {
                WarmReport report = awaited(first);
                assertThat(report.loaded()).as("%s", report).isEqualTo(forms());
                assertThat(report.troubles()).isEmpty();
            }
            LarderDataSource source = new LarderDataSource();
            source.setUrl(url);
            source.setOptions(Map.of("larder.warm", folder.resolve("not there").toString()));
            try (Client second = new Client(source.getConnection())) {
                assertThat(second.ask("select name from item")).containsExactly("apple");
            }
        }
        database.drop(url);
    }

    private static WarmReport awaited(Client client) throws SQLException {
        CachedDatabase reached = database(client.connection);
        long end = System.nanoTime() + 30_000_000_000L;
        Optional<WarmReport> report = WarmUps.latest(reached);
        while (report.isEmpty()) {
            assertThat(System.nanoTime()).as("no warm-up").isLessThan(end);
            Thread.onSpinWait();
            report = WarmUps.latest(reached);
        }
        return report.get();
    }

    private static CachedDatabase database(Connection connection) throws SQLException {
        return connection.unwrap(LeadsToDatabase.class).database();
    }

    @Test
    void aScriptIsRunBySql() throws Exception {
        String path = script(ITEM_1 + "select nothing from item;\n").toString();
        assertThat(alice.ask("warm larder from '" + path + "'"))
                .singleElement(STRING)
                .startsWith("begun");
        long end = System.nanoTime() + 30_000_000_000L;
        List<String> rows = bob.ask("show larder warmup");
        while (rows.isEmpty() || !rows.get(0).contains("|done|")) {
            assertThat(System.nanoTime()).as("%s", rows).isLessThan(end);
            rows = bob.ask("show larder warmup");
        }
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0)).startsWith(path + "|all|0|done|" + forms() + "|0|0|1|");
        assertThat(rows.get(1)).startsWith(path + "|line 1|1|done|" + forms() + "|0|0|0|");
        assertThat(rows.get(3)).startsWith(path + "|line 2|2|error|0|0|0|1|");
        try (PreparedStatement statement = bob.connection.prepareStatement(BY_ID)) {
            long before = bob.cache().hits();
            statement.setInt(1, 1);
            statement.executeQuery().close();
            assertThat(bob.cache().hits()).isEqualTo(before + 1);
        }
        assertThatThrownBy(() -> alice.ask("warm larder from '" + path + "x'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void whatIsLoadedAgainAndAgainIsLoadedThoughItIsThere() throws Exception {
        Path path = script("-- larder: every=1ms\n" + ITEM_1);
        for (int i = 0; i < 3; i++) {
            long end = System.nanoTime() + 2_000_000;
            while (System.nanoTime() < end) {
                // What was loaded a millisecond ago is as good as new.
                Thread.onSpinWait();
            }
            WarmReport report = WarmUps.run(
                    () -> DriverManager.getConnection(larderUrl()), path.toString(), 1, 100, WarmProgress.NONE);
            assertThat(report.loaded()).isEqualTo(forms());
        }
    }

    @Test
    void itStopsBeforeItPushesOutWhatItHasLoaded() throws Exception {
        String url = database.create();
        try (Client teller = Client.connect(url)) {
            teller.run("create table item (id int primary key, name varchar(2000))");
            for (int i = 0; i < 60; i++) {
                teller.run("insert into item values (" + i + ", '" + "x".repeat(1_500) + "')");
            }
            String larder = database.with(TestDatabase.withLarder(url), "larder.memory", "64KB");
            try (Client application = Client.connect(larder)) {
                WarmReport report = WarmUps.run(
                        () -> DriverManager.getConnection(larder),
                        script("-- larder: foreach select id from item\n" + ITEM_1)
                                .toString(),
                        1,
                        10_000,
                        WarmProgress.NONE);
                assertThat(report.stopped()).contains("larder.memory is almost full");
                assertThat(report.loaded()).isGreaterThan(10).isLessThan(60L * forms());
                assertThat(application.cache().entries()).isGreaterThanOrEqualTo(report.loaded());
            }
        }
        database.drop(url);
    }

    @Test
    void whatWasAskedMostIsWrittenAsAScriptThatLoadsIt() throws Exception {
        String log = "select id, ratio from log where at = ? and n = ? and id in (?, 1)";
        for (int i = 0; i < 3; i++) {
            ask(alice, log);
            alice.ask(ITEMS);
            alice.ask(BY_ID, 2);
            alice.ask(BY_ID, -7L);
            alice.ask("select id from item where name = ?", "it's \\ no\napple ?");
        }
        Recording recording = Recording.of(database(alice.connection), 100);
        assertThat(recording.questions()).as(recording.script()).isEqualTo(5);
        assertThat(Recording.of(database(alice.connection), 2).questions()).isEqualTo(2);
        database(alice.connection).answers().clear();

        WarmReport report = WarmUps.run(
                () -> DriverManager.getConnection(larderUrl()),
                script(recording.script()).toString(),
                2,
                10_000,
                WarmProgress.NONE);
        assertThat(report.troubles()).as(recording.script()).isEmpty();
        assertThat(report.loaded()).isEqualTo(5L * forms());

        long before = bob.cache().hits();
        ask(bob, log);
        assertThat(bob.cache().hits()).as(recording.script()).isEqualTo(before + 1);
        bob.served(ITEMS);
        bob.served(BY_ID, 2);
        bob.served(BY_ID, -7L);
        bob.served("select id from item where name = ?", "it's \\ no\napple ?");
    }

    private static void ask(Client client, String log) throws SQLException {
        try (PreparedStatement statement = client.connection.prepareStatement(log)) {
            statement.setTimestamp(1, Timestamp.valueOf("2026-01-02 03:04:05"));
            statement.setLong(2, 10);
            statement.setNull(3, Types.INTEGER);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
            }
        }
    }
}
