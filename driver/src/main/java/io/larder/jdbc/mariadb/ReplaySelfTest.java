package io.larder.jdbc.mariadb;

import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.database.NextExecution;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tries on a live connection whether this version of the connector gives a replayed answer back as it gave the original: the
 * same values, metadata and exceptions from the same getters. Reads no table. Once per driver version and protocol (text,
 * or binary where the connection prepares on the server); thread-safe.
 */
final class ReplaySelfTest {
    private static final System.Logger LOG = System.getLogger("io.larder");

    /** Two rows, the second of them all NULL. A limit of its own keeps the session's from cutting it. */
    private static final String VALUES = """
            SELECT CAST(-7 AS SIGNED) AS i, 18446744073709551615 AS u, 12.340 AS n, 1.5E0 AS d, 'text' AS t,
                   CAST('c' AS CHAR(5)) AS c, X'00FF5C' AS b, DATE '2021-03-28' AS dt, TIME '02:30:00.123456' AS ti,
                   TIMESTAMP '2021-03-28 02:30:00.123456' AS ts, TRUE AS bo, '{"a": 1}' AS j, '10:30:00' AS tx
            UNION ALL
            SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL LIMIT 2""";

    private static final List<Getter> GETTERS = List.of(
            ResultSet::getObject,
            ResultSet::getString,
            ResultSet::getBytes,
            ResultSet::getInt,
            ResultSet::getLong,
            ResultSet::getBoolean,
            ResultSet::getDouble,
            ResultSet::getBigDecimal,
            ResultSet::getDate,
            ResultSet::getTimestamp,
            ResultSet::getTime,
            ResultSet::getBlob,
            ResultSet::getBinaryStream,
            (row, column) -> row.getObject(column, LocalDateTime.class),
            (row, column) -> row.wasNull());

    private static final int MAXIMUM_ROWS = 10;
    private static final long MAXIMUM_BYTES = 1_000_000;

    /** By protocol; a class of the connector's stands for its version and its class loader. */
    private static final ClassValue<Map<String, Boolean>> VERDICTS = new ClassValue<>() {
        @Override
        protected Map<String, Boolean> computeValue(Class<?> driver) {
            return new ConcurrentHashMap<>();
        }
    };

    private final MariaDbReplay replay = new MariaDbReplay();
    private final Connection connection;

    private ReplaySelfTest(Connection connection) {
        this.connection = connection;
    }

    static boolean passes(Connection connection) {
        try (PreparedStatement prepared = connection.prepareStatement(VALUES)) {
            String protocol = form(prepared);
            Map<String, Boolean> verdicts = VERDICTS.get(
                    connection.unwrap(org.mariadb.jdbc.Connection.class).getClass());
            Boolean known = verdicts.get(protocol);
            return known != null ? known : passesNow(connection, prepared, protocol, verdicts);
        } catch (SQLException | RuntimeException e) {
            // Of this connection, not of the driver: the next connection tries again.
            logUnavailable("", e.getClass().getName());
            return false;
        }
    }

    private static boolean passesNow(
            Connection connection, PreparedStatement prepared, String protocol, Map<String, Boolean> verdicts)
            throws SQLException {
        String reason = new ReplaySelfTest(connection).difference(prepared).orElse(null);
        if (verdicts.putIfAbsent(protocol, reason == null) == null && reason != null) {
            logUnavailable(connection.getMetaData().getDriverVersion(), reason);
        }
        return reason == null;
    }

    private static String form(Statement statement) throws SQLException {
        NextExecution next = new MariaDbReplay().nextExecution(statement);
        if (next == null) {
            throw new SQLException("closed");
        }
        return next.form();
    }

    private static void logUnavailable(String version, String reason) {
        LOG.log(
                System.Logger.Level.WARNING,
                "larder.replay.unavailable: MariaDB Connector/J {0}: {1}",
                version,
                reason);
    }

    private Optional<String> difference(PreparedStatement prepared) throws SQLException {
        try (Statement plain = connection.createStatement();
                Statement hit = connection.createStatement();
                PreparedStatement preparedHit = connection.prepareStatement(VALUES)) {
            Optional<String> inText = difference(plain, plain.executeQuery(VALUES), hit);
            return inText.isPresent() ? inText : difference(prepared, prepared.executeQuery(), preparedHit);
        } catch (LinkageError e) {
            return Optional.of("members missing");
        } catch (RuntimeException e) {
            return Optional.of(e.getClass().getName());
        }
    }

    private Optional<String> difference(Statement asked, ResultSet original, Statement hit) throws SQLException {
        Optional<CapturedRows> captured = replay.capture(original, asked, form(asked), MAXIMUM_ROWS, MAXIMUM_BYTES);
        if (captured.isEmpty()) {
            return Optional.of("not captured");
        }
        ResultSet replayed = replay.open(captured.get(), hit);
        if (hit.getResultSet() != replayed || replayed.getStatement() != hit) {
            return Optional.of("its statement does not know it");
        }
        return difference(original, replayed);
    }

    private static Optional<String> difference(ResultSet original, ResultSet replayed) throws SQLException {
        ResultSetMetaData columns = original.getMetaData();
        if (!described(columns).equals(described(replayed.getMetaData()))) {
            return Optional.of("metadata");
        }
        boolean more = original.next();
        while (more == replayed.next()) {
            if (!more) {
                return Optional.empty();
            }
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                for (Getter getter : GETTERS) {
                    if (!outcome(getter, original, column).equals(outcome(getter, replayed, column))) {
                        return Optional.of(columns.getColumnTypeName(column));
                    }
                }
            }
            more = original.next();
        }
        return Optional.of("number of rows");
    }

    private static String described(ResultSetMetaData columns) throws SQLException {
        StringBuilder described = new StringBuilder();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            described
                    .append(columns.getColumnLabel(i))
                    .append(' ')
                    .append(columns.getColumnName(i))
                    .append(' ')
                    .append(columns.getColumnTypeName(i))
                    .append(' ')
                    .append(columns.getPrecision(i))
                    .append(' ')
                    .append(columns.getScale(i))
                    .append(' ')
                    .append(columns.isNullable(i))
                    .append('\n');
        }
        return described.toString();
    }

    /** Returns what a getter gives or throws, in a form that can be compared. */
    private static String outcome(Getter getter, ResultSet row, int column) {
        try {
            Object value = getter.get(row, column);
            return (value == null ? "" : value.getClass().getName() + " ")
                    + Arrays.deepToString(new @Nullable Object[] {plain(value)});
        } catch (SQLException e) {
            return e.getSQLState() + " " + e;
        } catch (RuntimeException | IOException e) {
            return e.toString();
        }
    }

    private static @Nullable Object plain(@Nullable Object value) throws SQLException, IOException {
        if (value instanceof Blob blob) {
            return blob.getBytes(1, (int) blob.length());
        }
        return value instanceof InputStream stream ? stream.readAllBytes() : value;
    }

    private interface Getter {
        @Nullable
        Object get(ResultSet row, int column) throws SQLException;
    }
}
