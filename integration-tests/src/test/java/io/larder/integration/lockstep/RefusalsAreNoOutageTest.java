package io.larder.integration.lockstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.integration.TestDatabase;
import io.larder.jdbc.api.LarderConnection;
import io.larder.testservers.TestServers;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the database has refused is over: its tables are cached again at once. */
class RefusalsAreNoOutageTest {
    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "H2"})
    void afterHalfABatchItsTableIsCachedAnew(Flavor flavor) throws SQLException {
        try (Connection connection = DriverManager.getConnection(freshUrl(flavor));
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (id integer primary key)");
            long before = askTwice(statement, 0);
            statement.addBatch("insert into t values (1)");
            statement.addBatch("insert into t values (1)");
            assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);

            long after = askTwice(statement, flavor.pick(0, 1, 1));

            assertThat(after).isGreaterThan(before);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "H2"})
    void afterADefinitionThatFailedEverythingIsCachedAnew(Flavor flavor) throws SQLException {
        try (Connection connection = DriverManager.getConnection(freshUrl(flavor));
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (id integer primary key)");
            long before = askTwice(statement, 0);
            assertThatThrownBy(() -> statement.execute("drop view nowhere")).isInstanceOf(SQLException.class);

            long after = askTwice(statement, 0);

            assertThat(after).isGreaterThan(before);
        }
    }

    /** Returns the hits so far. */
    private static long askTwice(Statement statement, int expected) throws SQLException {
        for (int i = 0; i < 2; i++) {
            try (ResultSet rows = statement.executeQuery("select count(*) from t")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(expected);
            }
        }
        return statement
                .getConnection()
                .unwrap(LarderConnection.class)
                .statistics()
                .hits();
    }

    private static String freshUrl(Flavor flavor) {
        String url = switch (flavor) {
            case POSTGRES -> TestServers.postgres().freshDatabase();
            case H2 -> "jdbc:h2:mem:refusals_" + UUID.randomUUID();
            case MARIADB -> TestDatabase.MARIADB.create();
        };
        return url.replaceFirst("^jdbc:", "jdbc:larder:");
    }
}
