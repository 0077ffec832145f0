package io.larder.jdbc.mariadb;

import static io.larder.jdbc.mariadb.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.Garbled;
import io.larder.jdbc.database.AnswerCodec;
import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.database.NextExecution;
import io.larder.jdbc.database.Replay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.client.result.CompleteResult;

/** Each test with text, and with the binary protocol of statements that are prepared on the server. */
@ParameterizedClass
@ValueSource(strings = {"useServerPrepStmts=false", "useServerPrepStmts=true"})
class MariaDbReplayTest {
    private static final int MAXIMUM_ROWS = 100_000;
    private static final long MAXIMUM_BYTES = 100_000_000;

    private static final String SAMPLES = """
            CREATE TABLE sample (
              id INT PRIMARY KEY AUTO_INCREMENT, ti TINYINT, tu TINYINT UNSIGNED, bo BOOLEAN, si SMALLINT,
              su SMALLINT UNSIGNED, mi MEDIUMINT, mu MEDIUMINT UNSIGNED, iu INT UNSIGNED ZEROFILL, bi BIGINT,
              bu BIGINT UNSIGNED, f FLOAT, d DOUBLE, n DECIMAL(20, 5), nu DECIMAL(10, 2) UNSIGNED, b1 BIT(1), b9 BIT(9),
              y YEAR, da DATE, tm TIME, tm6 TIME(6), dt DATETIME, dt6 DATETIME(6), ts TIMESTAMP(3) NULL, c CHAR(10),
              vc VARCHAR(50), nc VARCHAR(20) CHARACTER SET latin1, bn BINARY(4), vb VARBINARY(20), tt TINYTEXT, tx TEXT,
              lt LONGTEXT, tb TINYBLOB, bl BLOB, lb LONGBLOB, e ENUM('a', 'b'), s SET('x', 'y'), js JSON, u UUID,
              ip INET6, pt POINT, ln LINESTRING, empty VARCHAR(10), digits VARCHAR(20), dates VARCHAR(30))""";

    private static final String FULL = """
            INSERT INTO sample VALUES (
              1, -128, 255, TRUE, -32768, 65535, -8388608, 16777215, 42, -9223372036854775808, 18446744073709551615, 1.1,
              1e300, -12345.67890, 1.50, b'1', b'101010101', 2024, '2024-02-29', '-12:34:56', '838:59:58.999999',
              '2021-03-28 02:30:00', '2021-03-28 02:30:00.123456', '2021-03-28 01:30:00.123', 'chars', 'grüße 💶', 'é',
              X'00FF5C27', X'0102', 'tiny', 'text', 'long', X'00', X'DEADBEEF', X'FF', 'b', 'x,y', '{"a": 1}',
              '6b1d8f6c-3c31-4e9a-9d31-0f2f5c1e7a10', '2001:db8::1', POINT(1, 2), ST_GeomFromText('LINESTRING(0 0, 1 1)'),
              '', '12', '2024-02-29 10:11:12.5')""";

    private static final String QUERY =
            "SELECT s.*, id + 1, f * 1.5 AS \"Label\", COUNT(*) OVER () FROM sample s ORDER BY id";

    private final TestDatabase database = new TestDatabase();
    private final Connection alice;
    private final Connection bob;
    private final Replay replay;

    MariaDbReplayTest(String protocol) throws SQLException {
        alice = database.connect(protocol);
        bob = database.connect(protocol);
        replay = new MariaDbSupport().replay(alice).orElseThrow();
    }

    @AfterEach
    void drop() throws SQLException {
        alice.close();
        bob.close();
        database.close();
    }

    @Test
    void everyCellIsWhatTheDriverGives() throws SQLException {
        createSamples();
        try (PreparedStatement asking = alice.prepareStatement(QUERY);
                PreparedStatement hit = bob.prepareStatement(QUERY);
                PreparedStatement live = bob.prepareStatement(QUERY);
                ResultSet asked = asking.executeQuery()) {
            CapturedRows rows = capture(asked, asking).orElseThrow();
            List<String> expected = Cells.of(live.executeQuery());

            assertThat(Cells.of(replay.open(rows, hit))).isEqualTo(expected);
            assertThat(Cells.of(replay.open(rows, hit))).isEqualTo(expected);
            assertThat(rows.rowCount()).isEqualTo(3);
            assertThat(expected).hasSizeGreaterThan(5_000);
        }
    }

    @Test
    void whatAnotherProcessHasKeptIsWhatTheDriverGives() throws Exception {
        createSamples();
        AnswerCodec codec = replay.codec().orElseThrow();
        try (PreparedStatement asking = alice.prepareStatement(QUERY);
                PreparedStatement hit = bob.prepareStatement(QUERY);
                PreparedStatement live = bob.prepareStatement(QUERY);
                ResultSet asked = asking.executeQuery()) {
            CapturedRows rows = capture(asked, asking).orElseThrow();
            CapturedRows carried = codec.decode(codec.encode(rows));

            assertThat(Cells.of(replay.open(carried, hit))).isEqualTo(Cells.of(live.executeQuery()));
            assertThat(codec.encode(carried)).isEqualTo(codec.encode(rows));
            assertThat(carried.sizeInBytes()).isEqualTo(rows.sizeInBytes());
            Garbled.neverIsMoreThanUnreadable(codec, rows);
        }
        assertThat(codec.name()).contains(alice.getMetaData().getDriverVersion());
    }

    @Test
    void aPlainStatementGetsText() throws SQLException {
        createSamples();
        try (Statement asking = alice.createStatement();
                Statement hit = bob.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                Statement live = bob.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                ResultSet asked = asking.executeQuery(QUERY)) {
            CapturedRows rows = capture(asked, asking).orElseThrow();

            assertThat(Cells.of(replay.open(rows, hit))).isEqualTo(Cells.of(live.executeQuery(QUERY)));
            assertThat(((MariaDbRows) rows).binary()).isFalse();
        }
    }

    @Test
    void whatTheConnectorIsToldDecidesHowItsReaderReads() throws SQLException {
        createSamples();
        try (Connection carol = database.connect(
                        "tinyInt1isBit=false", "yearIsDateType=false", "useServerPrepStmts=" + isBinary());
                PreparedStatement asking = alice.prepareStatement(QUERY);
                PreparedStatement hit = carol.prepareStatement(QUERY);
                PreparedStatement live = carol.prepareStatement(QUERY);
                ResultSet asked = asking.executeQuery()) {
            CapturedRows rows = capture(asked, asking).orElseThrow();

            assertThat(Cells.of(replay.open(rows, hit))).isEqualTo(Cells.of(live.executeQuery()));
        }
    }

    @Test
    void theProtocolIsThatOfTheStatement() throws SQLException {
        try (PreparedStatement prepared = alice.prepareStatement("SELECT 1");
                Statement plain = alice.createStatement()) {
            assertThat(replay.nextExecution(prepared))
                    .isEqualTo(new NextExecution(isBinary() ? "binary" : "text", true));
            assertThat(replay.nextExecution(plain)).isEqualTo(new NextExecution("text", true));
            try (ResultSet asked = prepared.executeQuery()) {
                assertThat(((MariaDbRows) capture(asked, prepared).orElseThrow()).binary())
                        .isEqualTo(isBinary());
            }
        }
    }

    @Test
    void theAnswerSurvivesTheEndOfEverythingItCameFrom() throws SQLException {
        Connection carol = database.connect();
        Statement asking = carol.createStatement();
        ResultSet asked = asking.executeQuery("SELECT 'abc' UNION ALL SELECT 'def'");
        CapturedRows rows = capture(asked, asking).orElseThrow();
        asked.close();
        asking.close();
        carol.close();

        try (Statement hit = bob.createStatement()) {
            assertThat(strings(replay.open(rows, hit))).containsExactly("abc", "def");
        }
    }

    @Test
    void whatOneReaderWritesIntoABlobNobodyElseReads() throws SQLException {
        createSamples();
        try (Statement asking = alice.createStatement();
                Statement hit = bob.createStatement();
                ResultSet asked = asking.executeQuery("SELECT bl FROM sample WHERE id = 1")) {
            CapturedRows rows = capture(asked, asking).orElseThrow();
            ResultSet first = replay.open(rows, hit);
            for (ResultSet reader : List.of(asked, first)) {
                reader.next();
                reader.getBlob(1).setBytes(1, new byte[] {0, 0, 0, 0});
                reader.getBytes(1)[0] = 1;
            }
            ResultSet second = replay.open(rows, hit);
            second.next();

            assertThat(second.getBytes(1)).isEqualTo(new byte[] {(byte) 0xDE, (byte) 0xAD, (byte) 0xBE, (byte) 0xEF});
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000000, true", "999, 1000000, false", "1000, 8000, false"})
    void anAnswerBeyondALimitIsNotKept(int maximumRows, long maximumBytes, boolean kept) throws SQLException {
        try (Statement asking = alice.createStatement();
                ResultSet asked = asking.executeQuery("SELECT seq, 'text' FROM seq_1_to_1000")) {
            assertThat(replay.capture(asked, asking, "text", maximumRows, maximumBytes)
                            .isPresent())
                    .isEqualTo(kept);
            assertThat(strings(asked)).hasSize(1000).startsWith("1");
        }
    }

    @Test
    void aPageIsNotKept() throws SQLException {
        try (Statement asking = alice.createStatement()) {
            asking.setFetchSize(2);
            try (ResultSet asked = asking.executeQuery("SELECT seq FROM seq_1_to_3")) {
                assertThat(capture(asked, asking)).isEmpty();
                assertThat(strings(asked)).containsExactly("1", "2", "3");
            }
        }
    }

    @Test
    void whoWantsPagesIsNotServed() throws SQLException {
        try (Statement asking = alice.createStatement();
                ResultSet asked = asking.executeQuery("SELECT 1");
                Statement paging = bob.createStatement()) {
            CapturedRows rows = capture(asked, asking).orElseThrow();
            assertThat(replay.suits(rows, paging)).isTrue();
            paging.setFetchSize(5);
            assertThat(replay.suits(rows, paging)).isFalse();
        }
    }

    @Test
    void anUpdatableAnswerIsNotKept() throws SQLException {
        createSamples();
        try (Statement asking = alice.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet asked = asking.executeQuery("SELECT id FROM sample")) {
            assertThat(capture(asked, asking)).isEmpty();
        }
    }

    @Test
    void anAnswerThatCameWithAWarningIsNotKept() throws SQLException {
        try (Statement asking = alice.createStatement();
                ResultSet asked = asking.executeQuery("SELECT CAST('x' AS SIGNED)")) {
            assertThat(capture(asked, asking)).isEmpty();
        }
    }

    @Test
    void theFirstOfSeveralResultsIsNotKept() throws SQLException {
        execute(alice, "CREATE PROCEDURE two() BEGIN SELECT 1; SELECT 2; END");
        try (Statement asking = alice.createStatement();
                ResultSet asked = asking.executeQuery("CALL two()")) {
            // All have arrived; the server's last word says that nothing follows.
            assertThat(capture(asked, asking)).isEmpty();
            assertThat(asking.getMoreResults()).isTrue();
        }
    }

    @Test
    void aClosedOrMovedResultIsNotKept() throws SQLException {
        try (Statement asking = alice.createStatement()) {
            ResultSet asked = asking.executeQuery("SELECT 1");
            asked.next();
            assertThat(capture(asked, asking)).isEmpty();
            asked.close();
            assertThat(capture(asked, asking)).isEmpty();
        }
    }

    @Test
    void anAnswerOfNoRowsIsKept() throws SQLException {
        try (Statement asking = alice.createStatement();
                Statement hit = bob.createStatement();
                ResultSet asked = asking.executeQuery("SELECT 1 AS a FROM DUAL WHERE FALSE")) {
            assertThat(strings(replay.open(capture(asked, asking).orElseThrow(), hit)))
                    .isEmpty();
        }
    }

    @Test
    void theReaderIsTheDriversOwnAndObeysItsStatement() throws SQLException {
        try (Statement asking = alice.createStatement();
                ResultSet asked = asking.executeQuery("SELECT seq AS \"Wide\" FROM seq_1_to_3");
                Statement hit = bob.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            ResultSet replayed = replay.open(capture(asked, asking).orElseThrow(), hit);

            assertThat(replayed).isExactlyInstanceOf(CompleteResult.class);
            assertThat(replayed.getStatement()).isSameAs(hit);
            assertThat(hit.getResultSet()).isSameAs(replayed);
            assertThat(hit.getUpdateCount()).isEqualTo(-1);
            assertThat(replayed.last()).isTrue();
            assertThat(replayed.getRow()).isEqualTo(3);
            assertThat(replayed.absolute(2)).isTrue();
            assertThat(replayed.getString("wide")).isEqualTo("2");
            assertThat(hit.getMoreResults()).isFalse();
            assertThat(replayed.isClosed()).isTrue();
        }
    }

    @Test
    void aStatementThatClosesOnCompletionCloses() throws SQLException {
        try (Statement asking = alice.createStatement();
                ResultSet asked = asking.executeQuery("SELECT 1");
                Statement hit = bob.createStatement()) {
            hit.closeOnCompletion();
            replay.open(capture(asked, asking).orElseThrow(), hit).close();

            assertThat(hit.isClosed()).isTrue();
        }
    }

    @Test
    void theSizeIsTheHeapThatIsHeldWithinReason() throws SQLException {
        try (Statement asking = alice.createStatement();
                ResultSet asked = asking.executeQuery("SELECT REPEAT('x', 1000) FROM seq_1_to_1000")) {
            assertThat(capture(asked, asking).orElseThrow().sizeInBytes()).isBetween(1_000_000L, 1_010_000L);
        }
    }

    private void createSamples() throws SQLException {
        execute(
                alice,
                SAMPLES,
                FULL,
                "INSERT INTO sample (id) VALUES (2)",
                "INSERT INTO sample (id, ti, bo, f, n, da, c, bl, digits) VALUES (3, 0, 0, 0, 0, '1000-01-01', '', '', '1')");
    }

    private boolean isBinary() throws SQLException {
        try (PreparedStatement prepared = alice.prepareStatement("SELECT 1")) {
            return prepared instanceof org.mariadb.jdbc.ServerPreparedStatement;
        }
    }

    private Optional<CapturedRows> capture(ResultSet asked, Statement asking) throws SQLException {
        NextExecution next = replay.nextExecution(asking);
        return replay.capture(asked, asking, next == null ? "" : next.form(), MAXIMUM_ROWS, MAXIMUM_BYTES);
    }

    private static List<String> strings(ResultSet rows) throws SQLException {
        List<String> strings = new ArrayList<>();
        while (rows.next()) {
            strings.add(rows.getString(1));
        }
        return strings;
    }
}
