package io.larder.jdbc.h2;

import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.database.Replay;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.h2.Driver;

/**
 * Does replay give what this version of H2 gives? Compared once per class loader of H2, in a database in memory of its own,
 * so that no setting of an application's database can change the outcome.
 */
final class ReplaySelfTest {
    private static final System.Logger LOGGER = System.getLogger("io.larder");

    private static final String ONE_OF_EACH =
            "SELECT CAST(1 AS TINYINT) A, CAST(2 AS SMALLINT) B, 3 C, CAST(4 AS BIGINT) D,"
                    + " 1.50 E, CAST(1.5 AS REAL) F, CAST(1.5 AS DOUBLE PRECISION) G, CAST(1.5 AS DECFLOAT) H, TRUE I, 'a' J,"
                    + " CAST('a' AS CHAR(3)) K, CAST('a' AS VARCHAR_IGNORECASE) L, X'01ff' M, CAST(X'01' AS BINARY(2)) N,"
                    + " DATE '2024-02-29' O, TIME '10:11:12.123' P, TIMESTAMP '2024-03-31 02:30:00.123456' Q,"
                    + " TIMESTAMP WITH TIME ZONE '2024-03-31 02:30:00+05:45' R, TIME WITH TIME ZONE '10:11:12-03' S,"
                    + " INTERVAL '1-2' YEAR TO MONTH T, UUID '00112233-4455-6677-8899-aabbccddeeff' U, JSON '{\"a\":1}' V,"
                    + " ARRAY[1, 2] W, CAST('a' AS CLOB) X, CAST(X'01' AS BLOB) Y, CAST(NULL AS INTEGER) Z"
                    + " UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                    + " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL";

    private static final class Outcome {
        private static final Optional<Replay> REPLAY = test();
    }

    private ReplaySelfTest() {}

    /** Returns the replay if it is exact; runs the comparison at the first call. */
    static Optional<Replay> replay() {
        return Outcome.REPLAY;
    }

    private static Optional<Replay> test() {
        String difference;
        try {
            H2Replay replay = new H2Replay();
            difference = H2Sessions.tellsBegunByText() ? difference(replay) : "BEGIN cannot be seen";
            if (difference.isEmpty()) {
                return Optional.of(replay);
            }
        } catch (SQLException | RuntimeException | LinkageError e) {
            difference = e.toString();
        }
        LOGGER.log(Level.WARNING, "larder.replay.unavailable: H2: {0}", difference);
        return Optional.empty();
    }

    private static String difference(H2Replay replay) throws SQLException {
        try (Connection connection = new Driver().connect("jdbc:h2:mem:", new Properties());
                Statement statement = connection.createStatement();
                Statement other = connection.createStatement()) {
            ResultSet live = statement.executeQuery(ONE_OF_EACH);
            Optional<CapturedRows> captured = replay.capture(live, statement, "", Integer.MAX_VALUE, Long.MAX_VALUE);
            if (captured.isEmpty()) {
                return "not captured";
            }
            List<Object> expected = cells(live);
            for (int time = 0; time < 2; time++) {
                ResultSet replayed = replay.open(captured.get(), other);
                List<Object> actual = cells(replayed);
                if (!expected.equals(actual) || other.getResultSet() != replayed) {
                    return "other values: " + actual;
                }
            }
            return "";
        }
    }

    private static List<Object> cells(ResultSet rows) throws SQLException {
        List<Object> cells = new ArrayList<>();
        ResultSetMetaData columns = rows.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            cells.add(columns.getColumnLabel(i));
            cells.add(columns.getColumnName(i));
            cells.add(columns.getTableName(i));
            cells.add(columns.getColumnTypeName(i));
            cells.add(columns.getPrecision(i));
            cells.add(columns.getScale(i));
            cells.add(columns.isNullable(i));
            cells.add(columns.isAutoIncrement(i));
        }
        while (rows.next()) {
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                cells.add(Objects.toString(rows.getString(i)));
                cells.add(Objects.toString(rows.getObject(i) == null));
                cells.add(bytes(rows, i));
            }
        }
        cells.add(rows.isAfterLast());
        return cells;
    }

    private static String bytes(ResultSet rows, int column) {
        try {
            return Arrays.toString(rows.getBytes(column));
        } catch (SQLException e) {
            return e.toString();
        }
    }
}
