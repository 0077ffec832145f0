package io.larder.jdbc.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.database.Replay;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every getter of a replayed answer gives what it gives on the live one: value, class of value, or exception. */
class H2ReplayTest {
    private static final List<Class<?>> OBJECT_CLASSES = List.of(
            String.class,
            Integer.class,
            Long.class,
            java.math.BigDecimal.class,
            Boolean.class,
            byte[].class,
            java.time.LocalDate.class,
            java.time.LocalTime.class,
            java.time.LocalDateTime.class,
            java.time.OffsetDateTime.class,
            java.time.Instant.class,
            java.util.UUID.class,
            java.sql.Timestamp.class,
            Object[].class,
            Thread.class);

    private Connection connection;
    private Replay replay;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        replay = new H2Support().replay(connection).orElseThrow();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAST(1 AS TINYINT)",
                "CAST(-7 AS SMALLINT)",
                "42",
                "9223372036854775807",
                "123.4500",
                "CAST(1e100 AS NUMERIC(120, 10))",
                "CAST(1.5 AS REAL)",
                "CAST('NaN' AS REAL)",
                "CAST(1.5E300 AS DOUBLE PRECISION)",
                "CAST('-Infinity' AS DOUBLE PRECISION)",
                "CAST(1.5 AS DECFLOAT)",
                "CAST('NaN' AS DECFLOAT)",
                "TRUE",
                "CAST(NULL AS BOOLEAN)",
                "'text'",
                "''",
                "'12'",
                "'2024-02-29'",
                "'2024-02-29 10:11:12'",
                "U&'\\00e4\\+01F600'",
                "CAST('a' AS CHAR(5))",
                "CAST('a' AS VARCHAR_IGNORECASE)",
                "CAST('some clob' AS CLOB)",
                "X'00ff10'",
                "CAST(X'01' AS BINARY(3))",
                "CAST(X'0102' AS BLOB)",
                "DATE '2024-02-29'",
                "DATE '-0044-03-15'",
                "TIME '23:59:59.999999999'",
                "TIME WITH TIME ZONE '10:11:12+05:45'",
                "TIMESTAMP '2024-03-31 02:30:00.123456789'",
                "TIMESTAMP '1582-10-10 00:00:00'",
                "TIMESTAMP WITH TIME ZONE '2024-10-27 02:30:00.5+01'",
                "INTERVAL '1-2' YEAR TO MONTH",
                "INTERVAL '1 02:03:04.5' DAY TO SECOND",
                "INTERVAL '5' DAY",
                "UUID '00112233-4455-6677-8899-aabbccddeeff'",
                "JSON '{\"a\": [1, null]}'",
                "CAST(X'aced000574000568656c6c6f' AS JAVA_OBJECT)",
                "CAST('b' AS ENUM('a', 'b'))",
                "CAST('POINT(1 2)' AS GEOMETRY)",
                "ARRAY[1, 2, NULL]",
                "ARRAY[ARRAY['x'], ARRAY['y', 'z']]",
                "ARRAY[CAST('c' AS CLOB)]",
                "ROW(1, 'a')",
                "NULL"
            })
    void aReplayedValueIsReadAsTheLiveOne(String expression) throws Exception {
        String sql = "SELECT " + expression + " AS v, 1 AS \"second\", 2 UNION ALL SELECT NULL, 3, NULL";
        try (Statement alice = connection.createStatement();
                Statement bob = connection.createStatement()) {
            ResultSet live = alice.executeQuery(sql);
            CapturedRows rows = capture(live, alice).orElseThrow();
            ResultSet replayed = replay.open(rows, bob);
            assertThat(cells(replayed)).isEqualTo(cells(live)).hasSizeGreaterThan(150);
            assertThat(rows.rowCount()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "MySQL", "Oracle", "MSSQLServer", "DB2", "HSQLDB", "LEGACY", "STRICT"})
    void metaDataOfTablesIsTheLiveOne(String mode) throws Exception {
        try (Statement alice = connection.createStatement();
                Statement bob = connection.createStatement()) {
            alice.execute("SET MODE " + mode);
            alice.execute("CREATE TABLE t (id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,"
                    + " code CHAR(4) NOT NULL, amount NUMERIC(12, 2), kind ENUM('a', 'b') DEFAULT 'a',"
                    + " \"mixed Case\" VARCHAR(30), total NUMERIC(13, 2) GENERATED ALWAYS AS (amount * 2))");
            alice.execute("INSERT INTO t (code, amount) VALUES ('x', 1.5), ('y', 2.5)");
            ResultSet live =
                    alice.executeQuery("SELECT x.*, id + 1, COUNT(*) OVER () AS n, code || 'a', MAX(amount) OVER ()"
                            + " FROM t AS x ORDER BY amount * -1");
            ResultSet replayed = replay.open(capture(live, alice).orElseThrow(), bob);
            assertThat(metaData(replayed)).isEqualTo(metaData(live)).hasSizeGreaterThan(180);
            assertThat(cells(replayed)).isEqualTo(cells(live));
        }
    }

    @Test
    void theLiveCursorIsNotMovedByTheCapture() throws Exception {
        try (Statement alice = connection.createStatement()) {
            ResultSet live = alice.executeQuery("SELECT x FROM SYSTEM_RANGE(1, 3)");
            assertThat(capture(live, alice)).isPresent();
            assertThat(live.isBeforeFirst()).isTrue();
            assertThat(live.next()).isTrue();
            assertThat(live.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void aCallersBytesAreNotTheCaches() throws Exception {
        try (Statement alice = connection.createStatement();
                Statement bob = connection.createStatement()) {
            CapturedRows rows = capture(alice.executeQuery("SELECT X'0102', CAST(X'0102' AS BLOB)"), alice)
                    .orElseThrow();
            for (int time = 0; time < 2; time++) {
                ResultSet replayed = replay.open(rows, bob);
                replayed.next();
                for (int column = 1; column <= 2; column++) {
                    byte[] bytes = replayed.getBytes(column);
                    assertThat(bytes).containsExactly(1, 2);
                    bytes[0] = 9;
                }
                replayed.getBlob(2).free();
            }
        }
    }

    @Test
    void limitsOfRowsAndBytesAreKept() throws Exception {
        try (Statement alice = connection.createStatement()) {
            ResultSet live = alice.executeQuery("SELECT x, REPEAT('a', 1000) FROM SYSTEM_RANGE(1, 10)");
            assertThat(replay.capture(live, alice, "", 9, Long.MAX_VALUE)).isEmpty();
            assertThat(replay.capture(live, alice, "", 10, 9_000)).isEmpty();
            CapturedRows rows =
                    replay.capture(live, alice, "", 10, Long.MAX_VALUE).orElseThrow();
            assertThat(rows.sizeInBytes()).isBetween(10_000L, 40_000L);
        }
    }

    @Test
    void updatableAndLazyResultsAndLargeObjectsOfTheDatabaseAreNotCaptured(@TempDir Path folder) throws Exception {
        try (Connection file = DriverManager.getConnection("jdbc:h2:" + folder.resolve("lob"));
                Statement alice = file.createStatement();
                Statement updater =
                        file.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            alice.execute("CREATE TABLE t (id INT PRIMARY KEY, c CLOB)");
            alice.execute("INSERT INTO t VALUES (1, REPEAT('x', 100000))");
            assertThat(capture(alice.executeQuery("SELECT c FROM t"), alice)).isEmpty();
            assertThat(capture(alice.executeQuery("SELECT ARRAY[c] FROM t"), alice))
                    .isEmpty();
            assertThat(capture(updater.executeQuery("SELECT id FROM t"), updater))
                    .isEmpty();
            alice.execute("SET LAZY_QUERY_EXECUTION 1");
            assertThat(capture(alice.executeQuery("SELECT id FROM t"), alice)).isEmpty();
        }
    }

    @Test
    void anAnswerThatH2KeepsOnDiskIsCapturedWhole() throws Exception {
        try (Statement alice = connection.createStatement();
                Statement bob = connection.createStatement()) {
            alice.execute("SET MAX_MEMORY_ROWS 10");
            ResultSet live = alice.executeQuery("SELECT x FROM SYSTEM_RANGE(1, 100) ORDER BY x DESC");
            ResultSet replayed = replay.open(capture(live, alice).orElseThrow(), bob);
            for (int x = 100; x > 0; x--) {
                assertThat(live.next() && replayed.next()).isTrue();
                assertThat(replayed.getInt(1)).isEqualTo(live.getInt(1)).isEqualTo(x);
            }
            assertThat(replayed.next()).isEqualTo(live.next()).isFalse();
        }
    }

    private Optional<CapturedRows> capture(ResultSet live, Statement statement) throws SQLException {
        return replay.capture(live, statement, "", Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    private static List<String> metaData(ResultSet rows) throws Exception {
        List<String> answers = new ArrayList<>();
        ResultSetMetaData metaData = rows.getMetaData();
        for (Method method : sorted(ResultSetMetaData.class)) {
            for (int column = 0; column <= metaData.getColumnCount() + 1; column++) {
                if (method.getParameterCount() == 1 && method.getParameterTypes()[0] == int.class) {
                    answers.add(method.getName() + column + '=' + outcome(metaData, method, column));
                }
            }
        }
        return answers;
    }

    private static List<String> cells(ResultSet rows) throws Exception {
        List<String> answers = metaData(rows);
        answers.add("early " + outcome(rows, ResultSet.class.getMethod("getString", int.class), 1));
        while (rows.next()) {
            for (Method getter : sorted(ResultSet.class)) {
                if (!getter.getName().startsWith("get") || getter.isAnnotationPresent(Deprecated.class)) {
                    continue;
                }
                Class<?>[] types = getter.getParameterTypes();
                if (Arrays.equals(types, new Class<?>[] {int.class})) {
                    answers.add(getter.getName() + '=' + outcome(rows, getter, 1) + rows.wasNull());
                } else if (Arrays.equals(types, new Class<?>[] {String.class})) {
                    answers.add(getter.getName() + "(V)=" + outcome(rows, getter, "V"));
                    answers.add(getter.getName() + "(none)=" + outcome(rows, getter, "none"));
                } else if (Arrays.equals(types, new Class<?>[] {int.class, Class.class})) {
                    for (Class<?> type : OBJECT_CLASSES) {
                        answers.add(type + "=" + outcome(rows, getter, 1, type));
                    }
                }
            }
        }
        answers.add("late " + outcome(rows, ResultSet.class.getMethod("getString", int.class), 1));
        return answers;
    }

    private static List<Method> sorted(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    private static String outcome(Object target, Method method, Object... arguments) throws Exception {
        try {
            Object value = method.invoke(target, arguments);
            return value == null ? "null" : value.getClass().getSimpleName() + ':' + describe(value);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            return cause instanceof SQLException failure ? describe(failure) : String.valueOf(cause);
        } catch (SQLException e) {
            // Large objects convert when they are read.
            return describe(e);
        }
    }

    private static String describe(SQLException failure) {
        return failure.getClass() + failure.getSQLState() + failure.getErrorCode() + failure.getMessage();
    }

    private static String describe(Object value) throws Exception {
        if (value instanceof Clob clob) {
            return clob.getSubString(1, (int) clob.length());
        } else if (value instanceof Blob blob) {
            return Arrays.toString(blob.getBytes(1, (int) blob.length()));
        } else if (value instanceof SQLXML xml) {
            return xml.getString();
        } else if (value instanceof java.sql.Array array) {
            return array.getBaseTypeName() + describe(array.getArray());
        } else if (value instanceof java.io.InputStream stream) {
            return Arrays.toString(stream.readAllBytes());
        } else if (value instanceof java.io.Reader reader) {
            java.io.StringWriter text = new java.io.StringWriter();
            reader.transferTo(text);
            return text.toString();
        } else if (value instanceof ResultSet rows) {
            rows.next();
            return rows.getString(1) + rows.getString(2);
        } else if (value.getClass().isArray()) {
            StringBuilder text = new StringBuilder("[");
            for (int i = 0; i < Array.getLength(value); i++) {
                Object element = Array.get(value, i);
                text.append(element == null ? "null" : describe(element)).append(';');
            }
            return text.toString();
        }
        return value.toString();
    }
}
