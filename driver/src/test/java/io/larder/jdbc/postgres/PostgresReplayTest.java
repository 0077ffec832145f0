package io.larder.jdbc.postgres;

import static io.larder.jdbc.postgres.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.database.NextExecution;
import io.larder.jdbc.database.Replay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGStatement;
import org.postgresql.jdbc.PgResultSet;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class PostgresReplayTest {
    private static final int MAXIMUM_ROWS = 100_000;
    private static final long MAXIMUM_BYTES = 100_000_000;

    @AutoClose
    private final TestDatabase database;

    private final Connection alice;
    private final Connection bob;
    private final Replay replay;

    PostgresReplayTest(int major) throws SQLException {
        database = new TestDatabase(major);
        alice = database.connect();
        bob = database.connect();
        replay = new PostgresSupport().replay(alice).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void everyCellIsWhatTheDriverGives(int prepareThreshold) throws SQLException {
        SampleTypes.create(alice);
        try (PreparedStatement asking = prepare(alice, SampleTypes.QUERY, prepareThreshold);
                PreparedStatement hit = prepare(bob, SampleTypes.QUERY, prepareThreshold);
                PreparedStatement live = prepare(bob, SampleTypes.QUERY, prepareThreshold);
                ResultSet asked = asking.executeQuery()) {
            CapturedRows rows = capture(asked, asking).orElseThrow();
            // What the driver says of a type's precision depends on the types that its connection has met.
            Cells.of(live.executeQuery());

            assertThat(Cells.differences(live.executeQuery(), replay.open(rows, hit)))
                    .isEmpty();
            assertThat(rows.rowCount()).isEqualTo(3);
        }
    }

    @Test
    void binaryAndTextReallyDiffer() throws SQLException {
        String query = "SELECT 1::float4 / 3, bytea '\\x01'";
        try (PreparedStatement text = prepare(alice, query, 0);
                PreparedStatement binary = prepare(alice, query + " ", -1);
                ResultSet inText = text.executeQuery();
                ResultSet inBinary = binary.executeQuery()) {
            assertThat(columns(capture(inText, text))).noneMatch(Column::binary);
            assertThat(columns(capture(inBinary, binary))).allMatch(Column::binary);
        }
    }

    @Test
    void anAnswerIsReadWithTheSettingsOfItsReader() throws SQLException {
        execute(bob, "SET TimeZone TO 'Asia/Kolkata'");
        String query = "SELECT '2021-03-28 02:30:00.123456+00'::timestamptz AS \"At\", '02:30+05:30'::timetz";
        try (PreparedStatement asking = prepare(alice, query, -1);
                PreparedStatement hit = prepare(bob, query, -1);
                PreparedStatement live = prepare(bob, query, -1);
                ResultSet asked = asking.executeQuery()) {
            CapturedRows rows = capture(asked, asking).orElseThrow();

            assertThat(Cells.differences(live.executeQuery(), replay.open(rows, hit)))
                    .isEmpty();
        }
    }

    @Test
    void theAnswerSurvivesTheEndOfEverythingItCameFrom() throws SQLException {
        Connection carol = database.connect();
        Statement asking = carol.createStatement();
        ResultSet asked = asking.executeQuery("SELECT i FROM generate_series(1, 3) i");
        CapturedRows rows = capture(asked, asking).orElseThrow();
        while (asked.next()) {
            asked.getBytes(1)[0] = 'x';
        }
        asked.close();
        asking.close();
        carol.close();

        try (Statement hit = bob.createStatement();
                ResultSet replayed = replay.open(rows, hit)) {
            assertThat(integers(replayed)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void whatOneReaderWritesIntoACellNobodyElseReads() throws SQLException {
        CapturedRows rows = captureText("SELECT 'abc'");
        try (Statement hit = bob.createStatement();
                Statement other = bob.createStatement();
                ResultSet first = replay.open(rows, hit);
                ResultSet second = replay.open(rows, other)) {
            first.next();
            second.next();
            first.getBytes(1)[0] = 'X';

            assertThat(first.getString(1)).isEqualTo("Xbc");
            assertThat(second.getString(1)).isEqualTo("abc");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1::oid",
                "SELECT ARRAY[1::oid]",
                "SELECT 'c'::refcursor",
                "SELECT pg_sleep(0)",
                "SELECT 'pg_class'::regclass",
                "SELECT '(0,1)'::tid",
                "SELECT 'pg_read_all_data'::regrole",
                "SELECT 1::lo"
            })
    void valuesThatStandForSomethingElseAreNotKept(String query) throws SQLException {
        execute(alice, "CREATE DOMAIN lo AS oid");
        try (Statement asking = alice.createStatement();
                ResultSet asked = asking.executeQuery(query)) {
            assertThat(capture(asked, asking)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000000, true", "999, 1000000, false", "1000, 8000, false"})
    void anAnswerBeyondALimitIsNotKept(int maximumRows, long maximumBytes, boolean kept) throws SQLException {
        try (Statement asking = alice.createStatement();
                ResultSet asked = asking.executeQuery("SELECT i, 'text' FROM generate_series(1, 1000) i")) {
            assertThat(replay.capture(asked, asking, "text", maximumRows, maximumBytes)
                            .isPresent())
                    .isEqualTo(kept);
            assertThat(integers(asked)).hasSize(1000).startsWith(1);
        }
    }

    @Test
    void aPageOfACursorIsNotKept() throws SQLException {
        alice.setAutoCommit(false);
        try (Statement asking = alice.createStatement()) {
            asking.setFetchSize(2);
            try (ResultSet asked = asking.executeQuery("SELECT i FROM generate_series(1, 3) i")) {
                assertThat(capture(asked, asking)).isEmpty();
                assertThat(integers(asked)).containsExactly(1, 2, 3);
            }
        }
        alice.rollback();
    }

    @Test
    void anUpdatableAnswerIsNotKept() throws SQLException {
        execute(alice, "CREATE TABLE t (id int PRIMARY KEY)");
        try (Statement asking = alice.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet asked = asking.executeQuery("SELECT id FROM t")) {
            assertThat(capture(asked, asking)).isEmpty();
        }
    }

    @Test
    void anAnswerThatCameWithAWarningIsNotKept() throws SQLException {
        execute(
                alice,
                "CREATE FUNCTION warn() RETURNS int LANGUAGE plpgsql AS 'BEGIN RAISE WARNING ''w''; RETURN 1; END'");
        try (Statement asking = alice.createStatement();
                ResultSet asked = asking.executeQuery("SELECT warn()")) {
            assertThat(capture(asked, asking)).isEmpty();
        }
    }

    @Test
    void anAnswerOfNoRowsIsKeptAndOfNoColumnsIsNot() throws SQLException {
        assertThat(captureText("SELECT 1 WHERE false").rowCount()).isZero();
        try (Statement asking = alice.createStatement();
                ResultSet asked = asking.executeQuery("SELECT FROM generate_series(1, 2)")) {
            assertThat(capture(asked, asking)).isEmpty();
        }
    }

    @Test
    void aClosedOrMovedResultIsNotKept() throws SQLException {
        try (Statement asking = alice.createStatement();
                ResultSet asked = asking.executeQuery("SELECT 1")) {
            asked.next();
            assertThat(capture(asked, asking)).isEmpty();
        }
    }

    @Test
    void theReaderIsTheDriversOwnAndObeysItsStatement() throws SQLException {
        CapturedRows rows = captureText("SELECT repeat('x', 10) AS \"Wide\" FROM generate_series(1, 3)");
        try (Statement hit = bob.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            hit.setMaxFieldSize(4);
            hit.setFetchDirection(ResultSet.FETCH_REVERSE);
            ResultSet replayed = replay.open(rows, hit);

            assertThat(replayed).isInstanceOf(PgResultSet.class);
            assertThat(replayed.getStatement()).isSameAs(hit);
            assertThat(replayed.getFetchDirection()).isEqualTo(ResultSet.FETCH_REVERSE);
            assertThat(replayed.last()).isTrue();
            assertThat(replayed.isLast()).isTrue();
            assertThat(replayed.getRow()).isEqualTo(3);
            assertThat(replayed.absolute(2)).isTrue();
            assertThat(replayed.getString("wide")).isEqualTo("xxxx");
            assertThat(replayed.previous()).isTrue();
            assertThat(replayed.isFirst()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', text, text, text",
        "prepareThreshold=0, text, text, text",
        "preferQueryMode=simple, text, text, text",
        "prepareThreshold=-1, binary, binary, binary",
        "prepareThreshold=1, text, binary, text",
        "preferQueryMode=extendedForPrepared, text, text, text",
        "preferQueryMode=extendedCacheEverything, text, text,"
    })
    void theFormOfAnExecutionFollowsFromWhatTheDriverHasPrepared(
            String option, String first, String second, @Nullable String ofPlain) throws SQLException {
        try (Connection carol = database.connect(option.isEmpty() ? "ssl=false" : option);
                PreparedStatement prepared = carol.prepareStatement("SELECT 1");
                Statement plain = carol.createStatement()) {
            assertThat(form(prepared)).isEqualTo(first);
            prepared.executeQuery();
            assertThat(form(prepared)).isEqualTo(second);
            assertThat(form(plain)).isEqualTo(ofPlain);
        }
    }

    @Test
    void theExecutionThatPreparesReachesTheDriverAndHitsCount() throws SQLException {
        try (PreparedStatement statement = alice.prepareStatement("SELECT 1::float8")) {
            CapturedRows rows = captureText("SELECT 1::float8");
            for (int execution = 1; execution <= 4; execution++) {
                assertThat(replay.nextExecution(statement)).isEqualTo(new NextExecution("text", true));
                replay.open(rows, statement);
            }
            assertThat(replay.nextExecution(statement)).isEqualTo(new NextExecution("text", false));
            statement.executeQuery();
            assertThat(replay.nextExecution(statement)).isEqualTo(new NextExecution("binary", true));
        }
    }

    @Test
    void anAnswerOfAnotherFormThanExpectedIsNotKept() throws SQLException {
        try (Statement forced = alice.createStatement()) {
            forced.unwrap(PGStatement.class).setPrepareThreshold(-1);
            try (ResultSet asked = forced.executeQuery("SELECT 1::int4")) {
                assertThat(capture(asked, forced, "text")).isEmpty();
                assertThat(capture(asked, forced, "binary")).isPresent();
            }
        }
    }

    @Test
    void binaryOfATypeThatAnApplicationRegisteredIsNotKept() throws SQLException {
        try (Connection carol = database.connect("binaryTransferEnable=869");
                PreparedStatement asking = prepare(carol, "SELECT '10.0.0.1'::inet", -1);
                ResultSet asked = asking.executeQuery()) {
            assertThat(capture(asked, asking)).isEmpty();
        }
    }

    @Test
    void theSelfTestLeavesTheConnectionAsItWas() throws SQLException {
        try (Connection carol = database.connect()) {
            assertThat(new PostgresSupport().replay(carol)).isPresent();

            assertThat(carol.getAutoCommit()).isTrue();
            assertThat((Object) carol.getWarnings()).isNull();
            assertThat(new PostgresSupport().transactionStatus(carol).name()).isEqualTo("IDLE");
        }
    }

    @Test
    void theSizeIsTheHeapThatIsHeldWithinReason() throws SQLException {
        CapturedRows small = captureText("SELECT 1");
        CapturedRows large = captureText("SELECT repeat('x', 1000) FROM generate_series(1, 1000)");

        assertThat(small.sizeInBytes()).isBetween(100L, 500L);
        assertThat(large.sizeInBytes()).isBetween(1_000_000L, 1_010_000L);
    }

    private CapturedRows captureText(String query) throws SQLException {
        try (Statement asking = alice.createStatement();
                ResultSet asked = asking.executeQuery(query)) {
            return capture(asked, asking).orElseThrow();
        }
    }

    private @Nullable String form(Statement statement) {
        NextExecution next = replay.nextExecution(statement);
        return next == null ? null : next.form();
    }

    /** Captures in whichever form it came. */
    private Optional<CapturedRows> capture(ResultSet asked, Statement asking) throws SQLException {
        Optional<CapturedRows> inText = capture(asked, asking, "text");
        return inText.isPresent() ? inText : capture(asked, asking, "binary");
    }

    private Optional<CapturedRows> capture(ResultSet asked, Statement asking, String form) throws SQLException {
        return replay.capture(asked, asking, form, MAXIMUM_ROWS, MAXIMUM_BYTES);
    }

    private static List<Column> columns(Optional<CapturedRows> rows) {
        return ((PostgresRows) rows.orElseThrow()).columns();
    }

    private static PreparedStatement prepare(Connection connection, String query, int prepareThreshold)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        statement.unwrap(PGStatement.class).setPrepareThreshold(prepareThreshold);
        return statement;
    }

    private static List<Integer> integers(ResultSet rows) throws SQLException {
        List<Integer> integers = new java.util.ArrayList<>();
        while (rows.next()) {
            integers.add(rows.getInt(1));
        }
        return integers;
    }
}
