package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.larder.jdbc.api.LarderConnection;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A served answer behaves as the driver's own, in all that an application can see of statements and results. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SurfaceTest extends Histories {
    private static final String BY_ID = "select name from item where id = ?";

    SurfaceTest(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void warm() throws SQLException {
        alice.warm(ITEMS);
        alice.warm(BY_ID, 1);
    }

    /** Something that an application does with a connection, told in words. */
    private interface Story {
        Object tell(Connection connection) throws SQLException;
    }

    /** Asserts that an application sees the same with Larder, where a query is served, as without. */
    private void same(Story story) throws SQLException {
        long before = alice.cache().hits();
        assertThat(story.tell(alice.connection)).isEqualTo(story.tell(truth.connection));
        assertThat(alice.cache().hits()).isGreaterThan(before);
    }

    private static String failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        SQLException failure = catchThrowableOfType(SQLException.class, call);
        return failure == null ? "none" : failure.getSQLState() + " " + failure.getClass();
    }

    /** Profilers and pools do this: they look at what the class itself declares, where drivers declare the interface. */
    @Test
    void whoWrapsWithTheDeclaredInterfacesGetsTheInterface() throws SQLException {
        try (Statement statement = alice.connection.createStatement();
                PreparedStatement prepared = alice.connection.prepareStatement(BY_ID);
                CallableStatement called = alice.connection.prepareCall("call abs(1)");
                ResultSet served = statement.executeQuery(ITEMS)) {
            assertThat(wrappedAgain(alice.connection)).isInstanceOf(Connection.class);
            assertThat(wrappedAgain(alice.connection.getMetaData())).isInstanceOf(DatabaseMetaData.class);
            assertThat(wrappedAgain(statement)).isInstanceOf(Statement.class);
            assertThat(wrappedAgain(prepared)).isInstanceOf(PreparedStatement.class);
            assertThat(wrappedAgain(called)).isInstanceOf(CallableStatement.class);
            assertThat(wrappedAgain(served)).isInstanceOf(ResultSet.class);
        }
    }

    @Test
    void aStatementIsPrintedAsTheDriverPrintsIt() throws SQLException {
        try (PreparedStatement prepared = alice.connection.prepareStatement(BY_ID)) {
            prepared.setString(1, "a pear");
            assertThat(prepared.toString()).contains("select name from item where id = ", "a pear");
        }
    }

    private static Object wrappedAgain(Object jdbc) {
        return Proxy.newProxyInstance(
                SurfaceTest.class.getClassLoader(),
                jdbc.getClass().getInterfaces(),
                (proxy, method, arguments) -> method.invoke(jdbc, arguments));
    }

    @Test
    void statementsAndResultsKnowTheirOwners() throws SQLException {
        try (Statement statement = alice.connection.createStatement();
                ResultSet served = statement.executeQuery(ITEMS);
                PreparedStatement prepared = alice.connection.prepareStatement(BY_ID)) {
            assertThat(statement.getConnection()).isSameAs(alice.connection);
            assertThat(served.getStatement()).isSameAs(statement);
            assertThat(statement.getResultSet()).isSameAs(served);
            assertThat(prepared.getConnection()).isSameAs(alice.connection);
            prepared.setInt(1, 1);
            try (ResultSet row = prepared.executeQuery()) {
                assertThat(row.getStatement()).isSameAs(prepared);
            }
        }
    }

    @Test
    void executeAndGetResultSetAreServed() throws SQLException {
        same(connection -> {
            try (Statement statement = connection.createStatement()) {
                boolean rows = statement.execute(ITEMS);
                List<String> read = Client.read(statement.getResultSet());
                return List.of(
                        rows, read, statement.getUpdateCount(), statement.getMoreResults(), statement.getUpdateCount());
            }
        });
    }

    @Test
    void preparedExecuteAndGetResultSetAreServed() throws SQLException {
        same(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(BY_ID)) {
                statement.setObject(1, 1);
                boolean rows = statement.execute();
                ResultSet result = statement.getResultSet();
                List<String> read = Client.read(result);
                boolean more = statement.getMoreResults();
                return List.of(
                        rows,
                        read,
                        more,
                        statement.getUpdateCount(),
                        result.isClosed(),
                        statement.getResultSet() == null);
            }
        });
    }

    @Test
    void anotherExecutionClosesTheResult() throws SQLException {
        same(connection -> {
            try (Statement statement = connection.createStatement()) {
                ResultSet first = statement.executeQuery(ITEMS);
                ResultSet second = statement.executeQuery(ITEMS);
                boolean firstIsClosed = first.isClosed();
                statement.execute("update item set name = name where id = 3");
                return List.of(firstIsClosed, second.isClosed(), failure(first::next), statement.getUpdateCount());
            }
        });
    }

    @Test
    void closingTheStatementClosesTheResult() throws SQLException {
        same(connection -> {
            Statement statement = connection.createStatement();
            ResultSet result = statement.executeQuery(ITEMS);
            statement.close();
            return List.of(result.isClosed(), failure(result::next), failure(statement::getResultSet));
        });
    }

    @Test
    void closeOnCompletionIsKept() throws SQLException {
        same(connection -> {
            Statement statement = connection.createStatement();
            if (database != TestDatabase.H2) {
                statement.closeOnCompletion();
            }
            ResultSet result = statement.executeQuery(ITEMS);
            boolean open = statement.isClosed();
            result.close();
            return List.of(open, result.isClosed(), statement.isClosed());
        });
    }

    @Test
    void cursorsMoveAlike() throws SQLException {
        same(connection -> {
            try (Statement statement =
                    connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
                for (int time = 1; time <= 2; time++) {
                    statement.executeQuery(ITEMS).close();
                }
                ResultSet result = statement.executeQuery(ITEMS);
                return List.of(
                        result.isBeforeFirst(),
                        result.last(),
                        result.getRow(),
                        result.previous(),
                        result.getString("NAME"),
                        result.absolute(-1),
                        result.relative(-5),
                        result.isBeforeFirst(),
                        result.getType(),
                        result.getConcurrency(),
                        result.getFetchDirection());
            }
        });
    }

    @Test
    void columnsAreDescribedAlike() throws SQLException {
        same(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(ITEMS)) {
                var meta = result.getMetaData();
                return List.of(
                        meta.getColumnCount(),
                        meta.getColumnLabel(1),
                        meta.getColumnName(2),
                        meta.getColumnTypeName(1),
                        meta.getColumnClassName(2),
                        meta.getPrecision(2),
                        meta.getTableName(1),
                        meta.isNullable(1),
                        meta.isNullable(2),
                        result.findColumn("Name"),
                        failure(() -> result.findColumn("price")));
            }
        });
    }

    @Test
    void aPreparedStatementRefusesTextAsTheDriverDoes() throws SQLException {
        try (PreparedStatement ours = alice.connection.prepareStatement(ITEMS);
                PreparedStatement bare = truth.connection.prepareStatement(ITEMS)) {
            ours.executeQuery().close();
            ours.executeQuery().close();
            assertThat(failure(() -> ours.executeQuery(ITEMS))).isEqualTo(failure(() -> bare.executeQuery(ITEMS)));
            assertThat(failure(() -> ours.execute(ITEMS))).isEqualTo(failure(() -> bare.execute(ITEMS)));
        }
    }

    @Test
    void aMissingParameterIsTheDriversError() throws SQLException {
        try (PreparedStatement ours = alice.connection.prepareStatement(BY_ID);
                PreparedStatement bare = truth.connection.prepareStatement(BY_ID)) {
            ours.setObject(1, 1);
            ours.executeQuery().close();
            ours.clearParameters();
            bare.clearParameters();
            assertThat(failure(ours::executeQuery)).isEqualTo(failure(bare::executeQuery));
            assertThat(failure(() -> ours.setInt(2, 1))).isEqualTo(failure(() -> bare.setInt(2, 1)));
        }
    }

    @Test
    void whatIsClosedFailsAsTheDriverDoes() throws SQLException {
        Client carol = client();
        Client bare = connected(bareUrl());
        Statement ours = carol.connection.createStatement();
        Statement theirs = bare.connection.createStatement();
        PreparedStatement oursPrepared = carol.connection.prepareStatement(ITEMS);
        PreparedStatement theirsPrepared = bare.connection.prepareStatement(ITEMS);
        ours.close();
        theirs.close();
        assertThat(failure(() -> ours.executeQuery(ITEMS))).isEqualTo(failure(() -> theirs.executeQuery(ITEMS)));
        assertThat(failure(ours::getConnection)).isEqualTo(failure(theirs::getConnection));
        carol.close();
        bare.close();
        assertThat(failure(oursPrepared::executeQuery)).isEqualTo(failure(theirsPrepared::executeQuery));
        assertThat(failure(() -> carol.ask(ITEMS))).isEqualTo(failure(() -> bare.ask(ITEMS)));
        assertThat(failure(carol::commit)).isEqualTo(failure(bare::commit));
        assertThat(failure(carol.connection::createStatement)).isEqualTo(failure(bare.connection::createStatement));
        assertThat(carol.connection.isClosed()).isTrue();
        carol.close();
    }

    @Test
    void aWriteThroughAnUpdatableResultIsSeen() throws SQLException {
        bob.warm(ITEMS);
        try (Statement statement =
                        alice.connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = statement.executeQuery("select id, name from item where id = 1")) {
            rows.next();
            rows.updateString("name", "plum");
            rows.updateRow();
        }
        assertThat(bob.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void larderIsReachedByUnwrapping() throws SQLException {
        assertThat(alice.connection.isWrapperFor(LarderConnection.class)).isTrue();
        assertThat(alice.connection.isWrapperFor(Connection.class)).isTrue();
        assertThat(alice.connection.unwrap(Connection.class)).isSameAs(alice.connection);
        assertThat(alice.connection.isWrapperFor(List.class)).isFalse();
        assertThatThrownBy(() -> alice.connection.unwrap(List.class)).isInstanceOf(SQLException.class);
        try (Statement statement = alice.connection.createStatement();
                ResultSet rows = statement.executeQuery(ITEMS)) {
            assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
            assertThat(rows.unwrap(ResultSet.class)).isSameAs(rows);
            assertThat(statement.isWrapperFor(List.class)).isFalse();
            assertThat(rows.isWrapperFor(List.class)).isFalse();
        }
    }

    @Test
    void statisticsOfAClosedConnectionAreRefused() throws SQLException {
        LarderConnection larder = bob.connection.unwrap(LarderConnection.class);
        bob.close();
        assertThatThrownBy(larder::statistics).isInstanceOf(SQLException.class);
    }
}
