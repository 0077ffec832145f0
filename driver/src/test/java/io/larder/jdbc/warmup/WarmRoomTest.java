package io.larder.jdbc.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.connection.LeadsToDatabase;
import io.larder.sql.Dialect;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warm-up and the application's connections: it takes no place of theirs, and ends and begins with them. */
final class WarmRoomTest {
    private final String url = "jdbc:h2:mem:room_" + UUID.randomUUID();
    private final AtomicInteger places = new AtomicInteger(100);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** The database lives by it, and it sees who else is there. */
    @SuppressWarnings("NullAway.Init")
    private Connection keeper;

    @BeforeEach
    void create() throws SQLException {
        keeper = DriverManager.getConnection(url);
        try (Statement statement = keeper.createStatement()) {
            statement.execute("create table fruit (id int primary key, name varchar(20))");
            statement.execute("insert into fruit values (1, 'quince'), (2, 'medlar')");
        }
    }

    @AfterEach
    void close() throws SQLException {
        keeper.close();
    }

    /** A server with so many places, as PostgreSQL says that it has no more. */
    private Connection bare() throws SQLException {
        synchronized (places) {
            if (taken() >= places.get()) {
                throw new SQLException("sorry, too many clients already", "53300");
            }
            return DriverManager.getConnection(url);
        }
    }

    private int taken() {
        try (Statement statement = keeper.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) - 1 from information_schema.sessions")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private WarmDoor door(String... options) throws SQLException {
        Properties properties = new Properties();
        for (String option : options) {
            properties.setProperty(option.split("=", 2)[0], option.split("=", 2)[1]);
        }
        return new WarmDoor(
                DriverConfig.resolve(url.replace("jdbc:", "jdbc:larder:"), properties)
                        .config(),
                this::bare);
    }

    private Path script(int statements) throws Exception {
        return Files.writeString(
                folder.resolve("warm.sql"), "select name from fruit where id = 1 /*?:int*/;\n".repeat(statements));
    }

    private static CachedDatabase database(Connection connection) throws SQLException {
        return connection.unwrap(LeadsToDatabase.class).database();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void theLastPlaceIsTheApplications() throws Exception {
        places.set(3);
        WarmDoor door = door("larder.warm=" + script(1_000), "larder.warm.rate=1");
        try (Connection first = door.open()) {
            await(() -> taken() == 3);
            try (Connection second = door.open();
                    Connection third = door.open()) {
                assertThat(third.isValid(1)).isTrue();
                assertThat(second.isValid(1)).isTrue();
                assertThatThrownBy(door::open).hasMessageContaining("too many clients");
            }
            assertThat(WarmUps.latest(database(first)).orElseThrow().stopped())
                    .contains("the application needs its connections");
        }
    }

    @Test
    void whoOnlyLooksAtTheStartDoesNotEndTheWarmUpForTheOthers() throws Exception {
        WarmDoor door = door("larder.warm=" + script(20), "larder.warm.rate=10", "larder.warm.parallel=1");
        CachedDatabase database;
        try (Connection first = door.open()) {
            database = database(first);
            await(() -> taken() == 2);
        }
        await(() -> WarmUps.latest(database).isPresent());
        WarmReport closed = WarmUps.latest(database).orElseThrow();
        assertThat(closed.stopped()).contains(Stopping.CLOSED);
        try (Connection second = door.open()) {
            assertThat(second.isValid(1)).isTrue();
            await(() -> {
                openAndClose(door);
                return !WarmUps.latest(database).orElseThrow().equals(closed);
            });
            assertThat(WarmUps.latest(database).orElseThrow().stopped()).isEmpty();
        }
    }

    /** The warm-up may have been about to end when the second one came. */
    private static void openAndClose(WarmDoor door) {
        try {
            door.open().close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void twoWarmUpsDoNotTakeEachOtherForTheApplication() throws Exception {
        Path other = Files.copy(script(1_000), folder.resolve("other.sql"));
        WarmDoor one = door("larder.warm=" + folder.resolve("warm.sql"), "larder.warm.rate=5");
        WarmDoor two = door("larder.warm=" + other, "larder.warm.rate=5");
        Connection first = one.open();
        Connection second = two.open();
        await(() -> taken() == 6);
        first.close();
        second.close();
        await(() -> taken() == 0);
    }

    @Test
    void aRecorderHoldsNothingOfTheApplicationThatWasFirst() throws Exception {
        WarmDoor door = door("larder.warm.record=" + folder.resolve("recorded.sql"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(new URL[0], before)) {
            Thread.currentThread().setContextClassLoader(application);
            try (Connection first = door.open()) {
                assertThat(first.isValid(1)).isTrue();
                assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> thread.getName().equals("larder-record"))
                        .isNotEmpty()
                        .allMatch(Thread::isDaemon)
                        .noneMatch(thread -> thread.getContextClassLoader() == application);
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void aForeachDoesNotFillTheHeap() throws Exception {
        String text = """
                -- larder: foreach select x from system_range(1, 100100)
                select name from fruit where id = 1 /*?:int*/;
                """;
        WarmScript script = WarmScript.read(new ScriptSource("warm.sql", text), Dialect.H2);
        assertThat(Rows.of(script.statements().get(0), keeper).values()).hasSize(Rows.MOST);
    }

    @Test
    void aConnectionToAnotherDatabaseTakesNoPart() throws Exception {
        String elsewhere = "jdbc:larder:h2:mem:elsewhere_" + UUID.randomUUID();
        AtomicInteger opened = new AtomicInteger();
        try (Connection there = DriverManager.getConnection(elsewhere);
                Statement statement = there.createStatement()) {
            statement.execute("create table fruit (id int primary key, name varchar(20))");
            WarmDoor door = door();
            // A URL of several servers may lead anywhere.
            ConnectionSource anywhere =
                    () -> opened.getAndIncrement() == 0 ? door.open() : DriverManager.getConnection(elsewhere);
            String text = """
                    -- larder: foreach select x from system_range(1, 500)
                    select name from fruit where id = 1 /*?:int*/;
                    """;
            Path script = Files.writeString(folder.resolve("warm.sql"), text);
            WarmReport report = WarmUps.run(anywhere, script.toString(), 2, 10_000, WarmProgress.NONE);
            assertThat(opened).hasValue(2);
            assertThat(report.loaded()).isEqualTo(500);
            assertThat(database(there).answers().size()).isZero();
        }
    }
}
