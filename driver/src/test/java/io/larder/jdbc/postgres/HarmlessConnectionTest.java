package io.larder.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.jdbc.database.DriverAccess;
import io.larder.testservers.TestServers;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.largeobject.LargeObjectManager;
import org.postgresql.util.PGobject;

class HarmlessConnectionTest {
    private final PostgresSupport support = new PostgresSupport();
    private final DriverAccess access = new Access();
    private final AtomicInteger reports = new AtomicInteger();
    private final List<String> ran = new ArrayList<>();
    private final Connection application;
    private final Connection connection;
    private final PGConnection view;

    HarmlessConnectionTest() throws SQLException {
        connection = DriverManager.getConnection(TestServers.postgres().jdbcUrl());
        application = DriverManager.getConnection(TestServers.postgres().jdbcUrl());
        view = support.harmlessView(connection, PGConnection.class, access).orElseThrow();
    }

    /** Counts reports, and collects the texts of what runs like a statement. */
    private final class Access implements DriverAccess {
        @Override
        public void uncontrolled() {
            reports.incrementAndGet();
        }

        @Override
        public <T extends @Nullable Object> T run(String sql, Call<T> call) throws SQLException {
            ran.add(sql);
            return call.run();
        }

        @Override
        public boolean changesNothing(String sql) {
            return sql.contains("select");
        }

        @Override
        public ResultSet adopted(ResultSet driverResult) {
            return driverResult;
        }

        @Override
        public Connection application() {
            return application;
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        application.close();
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
    void fastpathAndTheInnerPartsOfTheDriverAreReported() throws SQLException {
        assertThat(((BaseConnection) view).getFastpathAPI()).isNotNull();
        assertThat(reports).hasValue(1);

        assertThat(new CopyManager((BaseConnection) view)).isNotNull();
        assertThat(reports).hasValue(2);
    }

    @Test
    void asAConnectionItIsTheApplications() throws SQLException {
        try (Statement statement = ((Connection) view).createStatement()) {
            assertThat(statement.getConnection()).isSameAs(application);
        }
        assertThat(reports).hasValue(0);
    }

    @Test
    void copyRunsAsTheStatementThatItIs() throws Exception {
        ((BaseConnection) view).execSQLUpdate("create temporary table t (a int)");
        CopyManager copies = view.getCopyAPI();
        assertThat(view.getCopyAPI()).isSameAs(copies);
        assertThat(copies.copyIn("copy t from stdin", new StringReader("1\n2\n")))
                .isEqualTo(2);
        assertThat(copies.copyOut("copy (select a from t) to stdout", Writer.nullWriter()))
                .isEqualTo(2);

        assertThat(ran)
                .containsExactly(
                        "create temporary table t (a int)",
                        "copy t from stdin",
                        "copy t from stdin",
                        "copy (select a from t) to stdout");
        assertThat(reports).hasValue(0);
    }

    @Test
    void aCopyOutThatMayWriteRunsUntilItsLastRow() throws Exception {
        ((BaseConnection) view).execSQLUpdate("create temporary table t (a int)");
        ((BaseConnection) view).execSQLUpdate("insert into t values (1)");
        ran.clear();
        String copy = "copy (delete from t returning a) to stdout";
        CopyOut out = view.getCopyAPI().copyOut(copy);
        assertThat(out.getFieldCount()).isEqualTo(1);
        assertThat(out.getFormat()).isZero();
        assertThat(out.getFieldFormat(0)).isZero();
        assertThat(out.readFromCopy()).isNotNull();
        assertThat(out.readFromCopy(true)).isNull();

        assertThat(out.isActive()).isFalse();
        assertThat(out.getHandledRowCount()).isEqualTo(1);
        assertThat(ran).containsExactly(copy, copy, copy);
    }

    @Test
    void aCopyThatIsCancelledIsOver() throws SQLException {
        ((BaseConnection) view).execSQLUpdate("create temporary table t (a int)");
        CopyIn in = view.getCopyAPI().copyIn("copy t from stdin");
        byte[] row = "1\n".getBytes(StandardCharsets.US_ASCII);
        in.writeToCopy(row, 0, row.length);
        in.flushCopy();
        in.cancelCopy();
        assertThat(in.isActive()).isFalse();

        CopyOut out = view.getCopyAPI().copyOut("copy (delete from t returning a) to stdout");
        out.cancelCopy();
        assertThat(out.isActive()).isFalse();
    }

    @Test
    void largeObjectsPassUnlessTheyCommit() throws SQLException {
        connection.setAutoCommit(false);
        LargeObjectManager objects = view.getLargeObjectAPI();
        long oid = objects.createLO();
        objects.open(oid, LargeObjectManager.WRITE).close();
        assertThat(reports).hasValue(0);
        objects.open(oid, LargeObjectManager.READ, true).close();
        assertThat(reports).hasValue(1);
        objects.delete(oid);
        connection.rollback();
    }

    @Test
    void theDriversExceptionsComeOutAsTheyAre() throws SQLException {
        connection.close();

        assertThatThrownBy(view::getNotifications)
                .isInstanceOf(SQLException.class)
                .hasMessage("This connection has been closed.");
        assertThatThrownBy(view::getCopyAPI).isInstanceOf(SQLException.class);
        assertThatThrownBy(view::getLargeObjectAPI).isInstanceOf(SQLException.class);
    }

    @Test
    void thereIsNoViewOfOtherTypes() throws SQLException {
        assertThat(support.harmlessView(connection, PgConnection.class, access)).isEmpty();
        assertThat(support.recognizes(connection)).isTrue();
    }
}
