package io.larder.jdbc.postgres;

import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.database.NextExecution;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.BaseStatement;

/**
 * Tries on a live connection whether this version of pgjdbc gives a replayed answer back as it gave the original: the same
 * values and the same exceptions from the same getters, in text and in binary. Reads no table. Once per driver version;
 * thread-safe.
 */
final class ReplaySelfTest {
    private static final System.Logger LOG = System.getLogger("io.larder");

    /** Two rows, the second of them all NULL. */
    private static final String VALUES = """
            SELECT v.* FROM (SELECT
              (-7)::pg_catalog.int2 AS i2, 42::pg_catalog.int4 AS i4, 9007199254740993::pg_catalog.int8 AS i8,
              1.1::pg_catalog.float4 AS f4, 'Infinity'::pg_catalog.float8 AS f8,
              12.340::pg_catalog.numeric(8, 3) AS n, 'NaN'::pg_catalog.numeric AS nan, true AS b,
              'text'::pg_catalog.text AS t, 'varying'::varchar(10) AS vc, 'c'::char(5) AS c,
              pg_catalog.decode('00ff5c', 'hex') AS by, '2021-03-28'::pg_catalog.date AS d,
              '02:30:00.123456'::pg_catalog.time AS ti, '02:30:00+05:30'::pg_catalog.timetz AS tz,
              '2021-03-28 02:30:00.123456'::pg_catalog.timestamp AS ts,
              '2021-03-28 02:30:00.123456+00'::pg_catalog.timestamptz AS tstz,
              '1 mon 2 days 03:04:05.6'::pg_catalog.interval AS iv,
              '6b1d8f6c-3c31-4e9a-9d31-0f2f5c1e7a10'::pg_catalog.uuid AS u, '{"a": 1}'::pg_catalog.jsonb AS j,
              '{1,NULL,3}'::pg_catalog.int4[] AS ai, '{a,"b c"}'::pg_catalog.text[] AS at,
              '(1,2)'::pg_catalog.point AS p, '10.0.0.1'::pg_catalog.inet AS ip, '101'::bit(3) AS bits) v
            RIGHT JOIN pg_catalog.generate_series(1, 2) g ON g OPERATOR(pg_catalog.=) 1""";

    private static final List<Getter> GETTERS = List.of(
            ResultSet::getObject,
            ResultSet::getString,
            ResultSet::getBytes,
            ResultSet::getInt,
            ResultSet::getBoolean,
            ResultSet::getDouble,
            ResultSet::getBigDecimal,
            ResultSet::getTimestamp,
            ResultSet::getTime,
            (row, column) -> row.getObject(column, OffsetDateTime.class),
            (row, column) -> row.wasNull());

    private static final Pattern ARRAY_IDENTITY = Pattern.compile("\\[B@[0-9a-f]+");

    private static final String NOT_CAPTURED = "not captured";
    private static final int MAXIMUM_ROWS = 10;
    private static final long MAXIMUM_BYTES = 1_000_000;

    /** What is known of a driver version; a class of pgjdbc's stands for its version and its class loader. */
    private static final ClassValue<AtomicReference<@Nullable Boolean>> VERDICTS = new ClassValue<>() {
        @Override
        protected AtomicReference<@Nullable Boolean> computeValue(Class<?> driver) {
            return new AtomicReference<>();
        }
    };

    private final PostgresReplay replay = new PostgresReplay();
    private final BaseConnection connection;

    private ReplaySelfTest(BaseConnection connection) {
        this.connection = connection;
    }

    static boolean passes(Connection connection) {
        try {
            BaseConnection driver = connection.unwrap(BaseConnection.class);
            AtomicReference<@Nullable Boolean> verdict = VERDICTS.get(driver.getClass());
            Boolean known = verdict.get();
            return known != null ? known : passesNow(driver, verdict);
        } catch (SQLException e) {
            // Of this connection, not of the driver: the next connection tries again.
            logUnavailable("", e.getClass().getName() + " " + e.getSQLState());
            return false;
        }
    }

    private static boolean passesNow(BaseConnection driver, AtomicReference<@Nullable Boolean> verdict)
            throws SQLException {
        String reason = new ReplaySelfTest(driver).difference().orElse(null);
        if (NOT_CAPTURED.equals(reason)) {
            // By the options of this connection (forced binary transfer), which says nothing of the driver's version.
            logUnavailable(driver.getMetaData().getDriverVersion(), NOT_CAPTURED);
            return false;
        }
        if (verdict.compareAndSet(null, reason == null) && reason != null) {
            logUnavailable(driver.getMetaData().getDriverVersion(), reason);
        }
        return reason == null;
    }

    private static void logUnavailable(String version, String reason) {
        LOG.log(System.Logger.Level.WARNING, "larder.replay.unavailable: pgjdbc {0}: {1}", version, reason);
    }

    private Optional<String> difference() throws SQLException {
        if (!DriverMembers.present() || !PreparedMembers.present()) {
            return Optional.of("members missing");
        }
        try {
            Optional<String> inText = difference(0);
            return inText.isPresent() ? inText : difference(-1);
        } catch (RuntimeException | LinkageError e) {
            return Optional.of(e.getClass().getName());
        }
    }

    /** Compares at a prepare threshold: 0 gives text, -1 binary at once. */
    private Optional<String> difference(int threshold) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement(VALUES);
                PreparedStatement answered = connection.prepareStatement(VALUES)) {
            asked.unwrap(BaseStatement.class).setPrepareThreshold(threshold);
            answered.unwrap(BaseStatement.class).setPrepareThreshold(threshold);
            NextExecution next = replay.nextExecution(asked);
            ResultSet original = asked.executeQuery();
            Optional<CapturedRows> captured = next == null
                    ? Optional.empty()
                    : replay.capture(original, asked, next.form(), MAXIMUM_ROWS, MAXIMUM_BYTES);
            if (captured.isEmpty()) {
                return Optional.of(NOT_CAPTURED);
            }
            ResultSet replayed = replay.open(captured.get(), answered);
            return answered.getResultSet() != replayed
                    ? Optional.of("not the statement's result")
                    : difference(original, replayed);
        }
    }

    private static Optional<String> difference(ResultSet original, ResultSet replayed) throws SQLException {
        int columns = original.getMetaData().getColumnCount();
        if (replayed.getMetaData().getColumnCount() != columns) {
            return Optional.of("number of columns");
        }
        boolean more = original.next();
        while (more == replayed.next()) {
            if (!more) {
                return Optional.empty();
            }
            for (int column = 1; column <= columns; column++) {
                for (Getter getter : GETTERS) {
                    if (!outcome(getter, original, column).equals(outcome(getter, replayed, column))) {
                        return Optional.of(original.getMetaData().getColumnTypeName(column));
                    }
                }
            }
            more = original.next();
        }
        return Optional.of("number of rows");
    }

    /** Returns what a getter gives or throws, in a form that can be compared. */
    private static String outcome(Getter getter, ResultSet row, int column) {
        try {
            Object value = getter.get(row, column);
            Object plain = value instanceof Array array ? array.getArray() : value;
            return withoutIdentity((value == null ? "" : value.getClass().getName() + " ")
                    + Arrays.deepToString(new @Nullable Object[] {plain}));
        } catch (SQLException e) {
            return withoutIdentity(e.getSQLState() + " " + e);
        } catch (RuntimeException e) {
            return withoutIdentity(e.toString());
        }
    }

    /** The driver's getString of a binary bytea is the array's toString(), which differs from array to array. */
    private static String withoutIdentity(String outcome) {
        return ARRAY_IDENTITY.matcher(outcome).replaceAll("[B@");
    }

    private interface Getter {
        @Nullable
        Object get(ResultSet row, int column) throws SQLException;
    }
}
