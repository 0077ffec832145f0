package io.larder.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.testservers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.PGobject;

class HarmlessConnectionTest {
    private final PostgresSupport support = new PostgresSupport();
    private final AtomicInteger reports = new AtomicInteger();
    private final Connection connection;
    private final PGConnection view;

    HarmlessConnectionTest() throws SQLException {
        connection = DriverManager.getConnection(TestServers.postgres().jdbcUrl());
        view = support.harmlessView(connection, PGConnection.class, reports::incrementAndGet)
                .orElseThrow();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void notificationsAndSettingsPassUnreported() throws SQLException {
        view.getNotifications();
        view.setPrepareThreshold(3);
        view.addDataType("mytype", PGobject.class);
        view.escapeLiteral("x");

        assertThat(view.getPrepareThreshold()).isEqualTo(3);
        assertThat(Set.of(view)).contains(view);
        assertThat(view).hasToString(connection.toString()).isNotEqualTo(connection);
        assertThat(reports).hasValue(0);
    }

    @Test
    void copyLargeObjectsAndFastpathAreReported() throws SQLException {
        view.getCopyAPI();
        view.getLargeObjectAPI();
        view.getReplicationAPI();

        assertThat(reports).hasValue(3);
    }

    @Test
    void whatIsCastToMoreIsReportedToo() throws SQLException {
        ((Connection) view).createStatement().close();
        assertThat(reports).hasValue(1);

        assertThat(new CopyManager((BaseConnection) view)).isNotNull();
        assertThat(reports).hasValueGreaterThan(1);
    }

    @Test
    void theDriversExceptionsComeOutAsTheyAre() throws SQLException {
        connection.close();

        assertThatThrownBy(() -> ((Connection) view).createStatement())
                .isInstanceOf(SQLException.class)
                .hasMessage("This connection has been closed.");
    }

    @Test
    void thereIsNoViewOfOtherTypes() throws SQLException {
        assertThat(support.harmlessView(connection, PgConnection.class, reports::incrementAndGet))
                .isEmpty();
        assertThat(support.recognizes(connection)).isTrue();
    }
}
