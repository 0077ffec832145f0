package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.larder.jdbc.LarderDataSource;
import io.larder.jdbc.api.LarderConnection;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;
import org.postgresql.util.PGobject;

/** Programs that cast what DriverManager gave them to the types of PostgreSQL's driver. */
class DirectCastsTest extends Histories {
    DirectCastsTest() {
        super(TestDatabase.POSTGRESQL);
    }

    private PGConnection cast() {
        return (PGConnection) alice.connection;
    }

    @Test
    void theConnectionIsOfTheDriversTypes() throws SQLException {
        BaseConnection cast = (BaseConnection) alice.connection;
        assertThat(cast.getBackendPID()).isPositive();
        assertThat(cast.getParameterStatus("server_version")).isNotEmpty();
        assertThat(cast.getParameterStatuses()).containsKey("server_version");
        assertThat(cast.escapeIdentifier("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThat(cast.haveMinimumServerVersion(140000)).isTrue();
        assertThat(cast.getAutosave()).isEqualTo(AutoSave.NEVER);
        assertThat(cast.getQueryTimeout()).isZero();
        assertThat(cast.createArrayOf("int4", new int[] {1, 2}).toString()).contains("1");
        assertThat(alice.connection.unwrap(PGConnection.class)).isSameAs(alice.connection);
        assertThat(alice.connection.unwrap(LarderConnection.class)).isSameAs(alice.connection);
        alice.warm(ITEMS);
    }

    @Test
    void statementsAreOfTheDriversType() throws SQLException {
        try (Statement text = alice.connection.createStatement();
                PreparedStatement prepared = alice.connection.prepareStatement(ITEMS);
                CallableStatement call = alice.connection.prepareCall("{call now()}")) {
            for (Statement statement : new Statement[] {text, prepared, call}) {
                PGStatement cast = (PGStatement) statement;
                cast.setPrepareThreshold(3);
                assertThat(cast.getPrepareThreshold()).isEqualTo(3);
                assertThat(cast.isUseServerPrepare()).isFalse();
                cast.setAdaptiveFetch(true);
                assertThat(cast.getAdaptiveFetch()).isTrue();
                assertThat(cast.getLastOID()).isZero();
                assertThat(statement.unwrap(PGStatement.class)).isSameAs(statement);
            }
        }
    }

    @Test
    void aThresholdThatIsSetByCastChangesTheForm() throws SQLException {
        alice.warm(ITEMS);
        try (PreparedStatement prepared = alice.connection.prepareStatement(ITEMS)) {
            ((PGStatement) prepared).setPrepareThreshold(1);
            for (int time = 1; time <= 3; time++) {
                try (ResultSet rows = prepared.executeQuery()) {
                    assertThat(Client.read(rows)).containsExactly("1|apple", "2|pear");
                }
            }
        }
    }

    @Test
    void whatIsCopiedInByCastIsSeenAndDisturbsNobody() throws Exception {
        alice.run("create table other (id int)");
        bob.warm("select id from other");
        bob.warm(ITEMS);
        cast().getCopyAPI().copyIn("copy item from stdin csv", new StringReader("3,fig\n"));
        assertThat(bob.answered(ITEMS)).contains("3|fig");
        assertThat(bob.served(ITEMS)).contains("3|fig");
        assertThat(bob.served("select id from other")).isEmpty();
        assertThat(alice.served(ITEMS)).contains("3|fig");
    }

    @Test
    void aCopyOutDisturbsNobody() throws Exception {
        bob.warm(ITEMS);
        StringWriter rows = new StringWriter();
        cast().getCopyAPI().copyOut("copy (select id, name from item order by id) to stdout csv", rows);
        assertThat(rows).hasToString("1,apple\n2,pear\n");
        assertThat(bob.served(ITEMS)).contains("1|apple");
        assertThat(alice.served(ITEMS)).contains("1|apple");
    }

    @Test
    void whatACopyOutWritesIsSeen() throws Exception {
        bob.warm(ITEMS);
        cast().getCopyAPI().copyOut("copy (delete from item where id = 2 returning id) to stdout", new StringWriter());
        assertThat(bob.answered(ITEMS)).containsExactly("1|apple");
    }

    @Test
    void aCopyIsNotSeenBeforeItEnds() throws SQLException {
        CopyIn copy = cast().getCopyAPI().copyIn("copy item from stdin csv");
        byte[] row = "3,fig\n".getBytes(StandardCharsets.US_ASCII);
        copy.writeToCopy(row, 0, row.length);
        copy.flushCopy();
        bob.warm(ITEMS);
        copy.endCopy();
        assertThat(bob.answered(ITEMS)).contains("3|fig");
    }

    @Test
    void aCopyInATransactionIsSeenWithItsCommit() throws Exception {
        bob.warm(ITEMS);
        alice.begin();
        cast().getCopyAPI().copyIn("copy item from stdin csv", new StringReader("3,fig\n"));
        assertThat(alice.answered(ITEMS)).contains("3|fig");
        assertThat(bob.ask(ITEMS)).doesNotContain("3|fig");
        alice.commit();
        assertThat(bob.answered(ITEMS)).contains("3|fig");
    }

    @Test
    void aCopyThatFailsChangesNothing() throws SQLException {
        bob.warm(ITEMS);
        assertThatThrownBy(() -> cast().getCopyAPI().copyIn("copy item from stdin csv", new StringReader("1,twice\n")))
                .isInstanceOf(SQLException.class);
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        assertThat(bob.served(ITEMS)).contains("1|apple");
    }

    @Test
    void whatACopyManagerOfTheProgramsOwnWritesIsSeen() throws Exception {
        bob.warm(ITEMS);
        new CopyManager((BaseConnection) alice.connection)
                .copyIn("copy item from stdin csv", new StringReader("3,fig\n"));
        assertThat(bob.answered(ITEMS)).contains("3|fig");
        alice.close();
        bob.ask(ITEMS);
        assertThat(bob.served(ITEMS)).contains("3|fig");
    }

    @Test
    void aLargeObjectThatCommitsWhenItIsClosedIsSeen() throws SQLException {
        alice.begin();
        LargeObjectManager objects = cast().getLargeObjectAPI();
        LargeObject object = objects.open(objects.createLO(), LargeObjectManager.READWRITE, true);
        alice.run("update item set name = 'plum' where id = 1");
        bob.ask(ITEMS);
        object.close();
        assertThat(bob.ask(ITEMS)).contains("1|plum");
    }

    @Test
    void largeObjectsDisturbNobody() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        LargeObjectManager objects = cast().getLargeObjectAPI();
        LargeObject object = objects.open(objects.createLO());
        object.write(new byte[] {1, 2});
        object.close();
        alice.commit();
        assertThat(bob.served(ITEMS)).contains("1|apple");
        assertThat(alice.served(ITEMS)).contains("1|apple");
    }

    @Test
    void notificationsArrive() throws SQLException {
        alice.run("listen news");
        bob.run("notify news, 'fresh'");
        assertThat(cast().getNotifications(10_000))
                .singleElement()
                .satisfies(news -> assertThat(news.getParameter()).isEqualTo("fresh"));
    }

    /** A type of the program's own. */
    public static final class Fruit extends PGobject {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void typesOfTheProgramAreTheConnectionsOwn() throws SQLException {
        truth.run("create type fruit as (name text)");
        truth.run("create table basket (content fruit)");
        truth.run("insert into basket values (row('apple'))");
        Client carol = client();
        String content = "select content from basket";
        ((PGConnection) carol.connection).addDataType("fruit", Fruit.class);
        for (int time = 1; time <= 3; time++) {
            assertThat(typeOf(carol.connection, content)).isEqualTo(Fruit.class);
            assertThat(typeOf(bob.connection, content)).isEqualTo(PGobject.class);
        }
    }

    private static Class<?> typeOf(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getObject(1).getClass();
        }
    }

    @Test
    void aDefaultFetchSizeCountsForLaterStatements() throws SQLException {
        alice.warm(ITEMS);
        cast().setDefaultFetchSize(1);
        alice.begin();
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
        alice.commit();
        assertThat(cast().getDefaultFetchSize()).isEqualTo(1);
        assertThat(alice.connection.createStatement().getFetchSize()).isEqualTo(1);
    }

    @Test
    void classesOfTheDriverAreReachedByUnwrappingOnly() throws SQLException {
        assertThat(alice.connection).isNotInstanceOf(org.postgresql.jdbc.PgConnection.class);
        assertThat(alice.connection.isWrapperFor(org.postgresql.jdbc.PgConnection.class))
                .isTrue();
        assertThat(Map.of("pid", cast().getBackendPID()))
                .containsValue(alice.connection
                        .unwrap(org.postgresql.jdbc.PgConnection.class)
                        .getBackendPID());
    }

    @Test
    void throughAForeignPoolTheTypesAreReachedByUnwrapping() throws Exception {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(bareUrl());
        pool.setMaximumPoolSize(1);
        try (HikariDataSource hikari = new HikariDataSource(pool);
                Connection pooled = new LarderDataSource(hikari).getConnection()) {
            bob.warm(ITEMS);
            PGConnection driver = pooled.unwrap(PGConnection.class);
            assertThat(((Connection) driver).getMetaData().getConnection()).isSameAs(pooled);
            driver.getCopyAPI().copyIn("copy item from stdin csv", new StringReader("3,fig\n"));
            assertThat(bob.answered(ITEMS)).contains("3|fig");
            assertThat(bob.served(ITEMS)).contains("3|fig");
        }
    }
}
