package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGStatement;

/**
 * pgjdbc gets the first answers of a prepared text in text and the later ones in binary, and several getters tell which. An
 * execution through Larder gives the form that the bare driver gives at the execution of that number, whoever asked before.
 */
class ExecutionNumberTest extends Histories {
    private static final String ALL = "select * from specimen order by id";
    private static final String BY_ID = "select * from specimen where id = ? or whole = ? order by id";

    ExecutionNumberTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create table specimen (id int primary key, whole bigint, inexact float8, single float4, bytes bytea,"
                        + " at timestamptz, data jsonb)",
                "insert into specimen values (1, 1, 1e10, 0.1, '\\x00ff5c', '2024-03-31 02:30:00.1+00', '{}'),"
                        + " (2, 1, 0.1, 1e-7, '', 'infinity', '[]'), (3, null, null, null, null, null, null)");
    }

    /** Returns what tells text from binary. */
    private static String read(ResultSet rows) throws SQLException {
        StringBuilder read = new StringBuilder();
        while (rows.next()) {
            for (int column = 1; column <= 7; column++) {
                String bytes;
                try {
                    bytes = Arrays.toString(rows.getBytes(column));
                } catch (SQLException e) {
                    bytes = e.getMessage();
                }
                String text = rows.getString(column);
                read.append(text == null ? "null" : text.replaceAll("\\[B@[0-9a-f]+", "[B@"))
                        .append(' ')
                        .append(bytes)
                        .append('|');
            }
        }
        return read.toString();
    }

    private static List<String> executions(Connection connection, int times) throws SQLException {
        List<String> executions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            for (int time = 1; time <= times; time++) {
                executions.add(read(statement.executeQuery()));
            }
        }
        return executions;
    }

    @ParameterizedTest
    @CsvSource({
        "prepareThreshold, 5",
        "prepareThreshold, 1",
        "prepareThreshold, 0",
        "prepareThreshold, -1",
        "preferQueryMode, simple",
        "preferQueryMode, extendedForPrepared",
        "preferQueryMode, extendedCacheEverything",
        "binaryTransfer, false",
        "binaryTransferEnable, 3802",
        "binaryTransferDisable, FLOAT8",
        "preparedStatementCacheQueries, 0"
    })
    void eachExecutionGivesTheFormOfItsNumber(String option, String value) throws SQLException {
        List<String> bare = executions(connected(database.with(bareUrl(), option, value)).connection, 12);
        try (Client carol = client(option, value);
                Client dave = client(option, value)) {
            assertThat(executions(carol.connection, 12)).isEqualTo(bare);
            assertThat(executions(dave.connection, 12)).isEqualTo(bare);
            assertThat(carol.cache().hits()).as("hits").isGreaterThanOrEqualTo(value.equals("3802") ? 7 : 20);
        }
    }

    @Test
    void connectionsThatAskForOtherTypesInBinaryShareNoAnswer() throws SQLException {
        for (String type : List.of("3802", "JSONB", "")) {
            String bareUrl = database.with(bareUrl(), "prepareThreshold", "-1");
            List<String> bare =
                    executions(connected(database.with(bareUrl, "binaryTransferEnable", type)).connection, 3);
            String url = TestDatabase.withLarder(bareUrl);
            Client carol = connected(database.with(url, "binaryTransferEnable", type));
            assertThat(executions(carol.connection, 3)).as(type).isEqualTo(bare);
        }
    }

    @Test
    void executionsOfOtherStatementsOfTheTextCount() throws SQLException {
        Client bare = connected(bareUrl());
        for (int statement = 1; statement <= 4; statement++) {
            assertThat(executions(alice.connection, 3)).isEqualTo(executions(bare.connection, 3));
        }
        assertThat(alice.cache().hits()).isEqualTo(9);
    }

    @Test
    void plainStatementsGetTextInWhateverNumber() throws SQLException {
        Client bare = connected(bareUrl());
        for (int time = 1; time <= 12; time++) {
            assertThat(plain(alice.connection)).isEqualTo(plain(bare.connection));
        }
        assertThat(alice.cache().hits()).isEqualTo(11);
    }

    private static String plain(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            return read(rows);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 1078})
    void whateverHappenedBeforeTheFormIsTheBareDriversOwn(long seed) throws SQLException {
        Script bare = new Script(connected(bareUrl()).connection, truth, seed);
        Script ours = new Script(alice.connection, bob, seed);
        for (int step = 1; step <= 250; step++) {
            assertThat(ours.step()).as("step %d of seed %d", step, seed).isEqualTo(bare.step());
        }
        assertThat(alice.cache().hits()).as("hits").isGreaterThan(30);
    }

    /** Prepares, executes, closes, changes settings and rows, by chance: the same for the same seed. */
    private static final class Script {
        private final Connection connection;
        private final Client writer;
        private final Random random;
        private final PreparedStatement[] open = new PreparedStatement[3];

        Script(Connection connection, Client writer, long seed) {
            this.connection = connection;
            this.writer = writer;
            this.random = new Random(seed);
        }

        String step() throws SQLException {
            int which = random.nextInt(open.length);
            switch (random.nextInt(24)) {
                case 0 -> close(which);
                case 1 -> statement(which).unwrap(PGStatement.class).setPrepareThreshold(random.nextInt(8) - 1);
                case 2 -> statement(which).getMetaData();
                case 3 -> statement(which).getParameterMetaData();
                case 4 -> writer.run("update specimen set data = '{}' where id = 1");
                case 5 -> {
                    return read(connection.createStatement().executeQuery(ALL));
                }
                case 6 -> {
                    if (random.nextInt(4) == 0) {
                        connection.createStatement().execute("deallocate all");
                    }
                }
                case 7 -> {
                    return executions(connection, 1 + random.nextInt(7)).toString();
                }
                default -> {
                    return execute(which);
                }
            }
            return "";
        }

        private PreparedStatement statement(int which) throws SQLException {
            if (open[which] == null) {
                open[which] = connection.prepareStatement(
                        BY_ID,
                        random.nextInt(9) == 0 ? ResultSet.TYPE_SCROLL_INSENSITIVE : ResultSet.TYPE_FORWARD_ONLY,
                        random.nextInt(9) == 0 ? ResultSet.CONCUR_UPDATABLE : ResultSet.CONCUR_READ_ONLY);
                open[which].setInt(1, 1);
                open[which].setLong(2, 1);
            }
            return open[which];
        }

        private void close(int which) throws SQLException {
            if (open[which] != null) {
                open[which].close();
                open[which] = null;
            }
        }

        private String execute(int which) throws SQLException {
            PreparedStatement statement = statement(which);
            switch (random.nextInt(12)) {
                case 0 -> statement.setLong(1, 2);
                case 1 -> statement.setNull(1, Types.NULL);
                case 2 -> statement.setNull(2, Types.BIGINT);
                case 3 -> statement.setInt(1, 1 + random.nextInt(3));
                default -> {}
            }
            if (random.nextInt(5) > 0) {
                return read(statement.executeQuery());
            }
            assertThat(statement.execute()).isTrue();
            return read(statement.getResultSet());
        }
    }
}
