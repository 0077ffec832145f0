package io.larder.jdbc.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.database.Replay;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replayed ResultSet belongs to its statement as if the statement had just run. */
class H2StatementTest {
    private Connection connection;
    private Replay replay;
    private CapturedRows rows;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        replay = new H2Support().replay(connection).orElseThrow();
        try (Statement statement = connection.createStatement();
                ResultSet live = statement.executeQuery("SELECT x, x * 2, x * 3 AS y FROM SYSTEM_RANGE(1, 3)")) {
            rows = replay.capture(live, statement, "", 10, 10_000).orElseThrow();
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void theStatementKnowsItsResult() throws SQLException {
        Statement statement = connection.createStatement();
        ResultSet replayed = replay.open(rows, statement);
        assertThat(statement.getResultSet()).isSameAs(replayed);
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(replayed.getStatement()).isSameAs(statement);
        assertThat(replayed.getFetchSize()).isZero();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(replayed.isClosed()).isTrue();
    }

    @Test
    void theNextExecutionClosesTheResult() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
            ResultSet first = replay.open(rows, statement);
            ResultSet second = replay.open(rows, statement);
            assertThat(first.isClosed()).isTrue();
            ResultSet third = statement.executeQuery();
            assertThat(second.isClosed()).isTrue();
            ResultSet fourth = replay.open(rows, statement);
            assertThat(third.isClosed()).isTrue();
            fourth.next();
            assertThat(fourth.getInt("Y")).isEqualTo(3);
        }
    }

    @Test
    void closingTheStatementClosesTheResult() throws SQLException {
        Statement statement = connection.createStatement();
        ResultSet replayed = replay.open(rows, statement);
        statement.close();
        assertThat(replayed.isClosed()).isTrue();
        assertThatThrownBy(replayed::next)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(90007));
        assertThatThrownBy(() -> replay.open(rows, statement))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(90007));
    }

    @Test
    void closeOnCompletionClosesTheStatement() throws SQLException {
        Statement statement = connection.createStatement();
        statement.closeOnCompletion();
        replay.open(rows, statement).close();
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void aForwardOnlyStatementCannotGoBack() throws SQLException {
        ResultSet replayed = replay.open(rows, connection.createStatement());
        assertThat(replayed.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
        while (replayed.next()) {
            assertThat(replayed.getInt(2)).isEqualTo(2 * replayed.getInt(1));
        }
        assertThat(replayed.isAfterLast()).isTrue();
        assertThatThrownBy(replayed::first)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(90128));
    }

    @Test
    void aScrollableStatementMovesBothWays() throws SQLException {
        Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        ResultSet replayed = replay.open(rows, statement);
        assertThat(replayed.last()).isTrue();
        assertThat(replayed.getRow()).isEqualTo(3);
        assertThat(replayed.absolute(-3)).isTrue();
        assertThat(replayed.isFirst()).isTrue();
        assertThat(replayed.previous()).isFalse();
        assertThat(replayed.isBeforeFirst()).isTrue();
        replayed.afterLast();
        assertThat(replayed.previous()).isTrue();
        assertThat(replayed.getInt(1)).isEqualTo(3);
        assertThatThrownBy(replayed::deleteRow).isInstanceOf(SQLException.class);
    }
}
