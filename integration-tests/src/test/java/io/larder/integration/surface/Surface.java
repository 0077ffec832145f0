package io.larder.integration.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.integration.TestDatabase;
import io.larder.integration.Transcript;
import io.larder.jdbc.api.CacheStatistics;
import io.larder.jdbc.api.LarderConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Runs scenarios on the bare driver and through Larder, and asserts that the transcripts are equal. Each is told
 *
 * <ul>
 *   <li>twice on one bare connection, and once on another: if these differ by themselves, the test says so;
 *   <li>on a connection of Larder with caching off;
 *   <li>twice on one connection of Larder with an empty cache, so that the second telling may be served;
 *   <li>once on another connection of Larder, which may be served from the start.
 * </ul>
 */
abstract class Surface {
    /** A query of which scenarios are made. */
    static final String ITEMS = "select id, name, price from item order by id";

    static final String BY_ID = "select id, name, price from item where id = ?";

    /** One database for each class of tests. */
    private static final Map<String, String> URLS = new ConcurrentHashMap<>();

    final TestDatabase database;
    private final List<Connection> opened = new ArrayList<>();
    private String url;
    /** Restores the rows through Larder, so that what is cached of them is outdated. */
    private Connection janitor;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    Surface(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    final void open() throws SQLException {
        url = URLS.computeIfAbsent(database + getClass().getName(), name -> SurfaceSchema.create(database));
        janitor = larder("");
        restore();
    }

    @AfterEach
    final void close() throws SQLException {
        for (Connection connection : opened) {
            connection.close();
        }
    }

    /** Returns whether generated keys begin again before each telling. */
    boolean restartsKeys() {
        return false;
    }

    /** Returns the URL of the database's own driver. */
    final String bareUrl() {
        return url;
    }

    final boolean isPostgres() {
        return database == TestDatabase.POSTGRESQL;
    }

    /** What is expected of the cache when everything that a scenario asks was asked before. */
    enum Expected {
        /** Every query is served. */
        ALL_SERVED,
        /** At least one query is served. */
        SOME_SERVED,
        /** No query is served. */
        NONE_SERVED,
        /** Nothing in particular. */
        WHATEVER
    }

    /** A scenario of queries alone, all of which are served the second time. */
    final void served(Scenario scenario) throws Exception {
        compare(scenario, Expected.ALL_SERVED, false);
    }

    /** A scenario of queries alone, some of which are served the second time. */
    final void partlyServed(Scenario scenario) throws Exception {
        compare(scenario, Expected.SOME_SERVED, false);
    }

    /** A scenario of queries alone, none of which is ever served. */
    final void passed(Scenario scenario) throws Exception {
        compare(scenario, Expected.NONE_SERVED, false);
    }

    /** A scenario that writes, in which something is served as well: each telling finds the same rows. */
    final void writing(Scenario scenario) throws Exception {
        compare(scenario, Expected.SOME_SERVED, true);
    }

    /** A scenario of which only equality is expected: each telling finds the same rows. */
    final void alike(Scenario scenario) throws Exception {
        compare(scenario, Expected.WHATEVER, true);
    }

    /** Asks something, so that it can be served to whoever asks it next. */
    static void read(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery(sql).close();
        }
    }

    /** Asks for the items, and notes what comes. */
    static void ask(Connection connection, Transcript notes) {
        notes.see("items", () -> rows(connection, ITEMS));
    }

    /** Returns the rows of a query. */
    static List<List<@Nullable String>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return Transcript.read(rows);
        }
    }

    /** Runs a statement, and returns how many rows it changed. */
    static int run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    /** A scenario that takes long: told once on the bare driver and once through Larder. */
    final void once(Scenario scenario) throws Exception {
        assertSame("through Larder", tell(scenario, connect(url), false), tell(scenario, larder(""), false));
    }

    /**
     * A scenario that may close its connection or leave a transaction open: told once on the bare driver and once through
     * Larder, where the answer to {@link #ITEMS} is in memory.
     */
    final void memorized(Scenario scenario) throws Exception {
        List<String> bare = tellAndClose(scenario, url);
        restore();
        read(janitor, ITEMS);
        CacheStatistics before = statistics();
        read(janitor, ITEMS);
        assertServed(Expected.ALL_SERVED, before);
        List<String> ours = tellAndClose(scenario, TestDatabase.withLarder(url));
        assertThat(bare).isNotEmpty();
        assertSame("through Larder", bare, ours);
    }

    private List<String> tellAndClose(Scenario scenario, String anyUrl) throws Exception {
        try (Connection connection = DriverManager.getConnection(anyUrl)) {
            return tell(scenario, connection, false);
        }
    }

    private void compare(Scenario scenario, Expected expected, boolean writes) throws Exception {
        Connection bare = connect(url);
        List<String> first = tell(scenario, bare, writes);
        List<String> again = tell(scenario, stillOpen(bare, url), writes);
        assertSame(
                "bare on another connection: the driver itself is not consistent",
                first,
                tell(scenario, connect(url), writes));
        assertSame("caching off", first, tell(scenario, larder("OFF"), writes));

        restore();
        Connection larder = larder("");
        String larderUrl = TestDatabase.withLarder(url);
        List<String> miss = tell(scenario, larder, writes);
        Connection second = stillOpen(larder, larderUrl);
        CacheStatistics before = statistics();
        List<String> hit = tell(scenario, second, writes);
        assertSame("filling the cache", first, miss);
        assertSame("from the cache", again, hit);
        if (expected == Expected.ALL_SERVED) {
            // Not so on the connection that filled it: statements that were executed often are asked for in binary.
            before = statistics();
        }
        assertSame("from the cache, on another connection", first, tell(scenario, larder(""), writes));
        assertServed(expected, before);
    }

    private List<String> tell(Scenario scenario, Connection connection, boolean writes) throws Exception {
        if (writes) {
            restore();
        }
        Transcript notes = new Transcript();
        scenario.tell(connection, notes);
        return notes.lines();
    }

    private static void assertSame(String how, List<String> bare, List<String> ours) {
        List<String> differences = new ArrayList<>();
        for (int line = 0; line < Math.max(bare.size(), ours.size()); line++) {
            String expected = line < bare.size() ? bare.get(line) : "(nothing)";
            String actual = line < ours.size() ? ours.get(line) : "(nothing)";
            if (!expected.equals(actual)) {
                differences.add("bare: " + expected + "\n ours: " + actual);
            }
        }
        assertThat(differences).as(how).isEmpty();
    }

    private void assertServed(Expected expected, CacheStatistics before) throws SQLException {
        if (!caches()) {
            return;
        }
        CacheStatistics now = statistics();
        long hits = now.hits() - before.hits();
        switch (expected) {
            case ALL_SERVED -> {
                assertThat(hits).as("hits; before %s, now %s", before, now).isPositive();
                assertThat(now.misses() - before.misses()).as("misses").isZero();
                assertThat(now.bypasses()).as("bypasses").isEqualTo(before.bypasses());
            }
            case SOME_SERVED ->
                assertThat(hits).as("hits; before %s, now %s", before, now).isPositive();
            case NONE_SERVED -> assertThat(hits).as("hits").isZero();
            case WHATEVER -> {}
        }
    }

    /** Returns whether answers of this database are kept. PostgreSQL's and H2's have to be. */
    private boolean caches() {
        return database == TestDatabase.POSTGRESQL || database == TestDatabase.H2;
    }

    private Connection stillOpen(Connection connection, String itsUrl) throws SQLException {
        return connection.isClosed() ? connect(itsUrl) : connection;
    }

    private CacheStatistics statistics() throws SQLException {
        return janitor.unwrap(LarderConnection.class).statistics();
    }

    private void restore() throws SQLException {
        try (Statement statement = janitor.createStatement()) {
            for (String sql : SurfaceSchema.rows(database)) {
                statement.execute(sql);
            }
            if (restartsKeys()) {
                statement.execute(SurfaceSchema.restartKeys(database));
            }
            // The first query after a change of the schema has it read, and is not kept.
            statement.executeQuery("select count(*) from item").close();
        }
    }

    /** Returns a connection through Larder. */
    final Connection larder(String mode) throws SQLException {
        String larderUrl = TestDatabase.withLarder(url);
        return connect(mode.isEmpty() ? larderUrl : database.with(larderUrl, "larder.mode", mode));
    }

    private Connection connect(String anyUrl) throws SQLException {
        Connection connection = DriverManager.getConnection(anyUrl);
        opened.add(connection);
        return connection;
    }
}
