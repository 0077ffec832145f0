package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.BaseStatement;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.jdbc.PgDatabaseMetaData;
import org.postgresql.jdbc.PgResultSet;

/** Applications that reach behind Larder, to the driver's own objects. */
class VendorAccessTest extends Histories {
    private static final String UPDATE = "update item set name = 'plum' where id = 1";

    VendorAccessTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Test
    void whatIsCopiedInIsSeen() throws Exception {
        bob.warm(ITEMS);
        alice.connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy item from stdin csv", new StringReader("3,fig\n"));
        assertThat(bob.answered(ITEMS)).contains("3|fig");
        alice.close();
        bob.ask(ITEMS);
        assertThat(bob.served(ITEMS)).contains("3|fig");
    }

    @Test
    void harmlessUseOfTheDriverDisturbsNobody() throws SQLException {
        bob.warm(ITEMS);
        PGConnection driver = alice.connection.unwrap(PGConnection.class);
        assertThat(driver.getBackendPID()).isPositive();
        driver.getNotifications();
        assertThat(driver.escapeLiteral("it's")).isEqualTo("it''s");
        assertThat(bob.served(ITEMS)).contains("1|apple");
        assertThat(alice.served(ITEMS)).contains("1|apple");
    }

    /** Ways to the driver's own connection, or to one of its statements. */
    private enum Way {
        CONNECTION {
            @Override
            Statement statement(Connection connection) throws SQLException {
                return connection.unwrap(PgConnection.class).createStatement();
            }
        },
        BASE_CONNECTION {
            @Override
            Statement statement(Connection connection) throws SQLException {
                return connection.unwrap(BaseConnection.class).createStatement();
            }
        },
        CAST {
            @Override
            Statement statement(Connection connection) throws SQLException {
                return ((Connection) connection.unwrap(PGConnection.class)).createStatement();
            }
        },
        STATEMENT {
            @Override
            Statement statement(Connection connection) throws SQLException {
                return connection.createStatement().unwrap(BaseStatement.class);
            }
        },
        PREPARED_STATEMENT {
            @Override
            Statement statement(Connection connection) throws SQLException {
                PreparedStatement prepared = connection.prepareStatement("select 1");
                return prepared.unwrap(BaseStatement.class).getConnection().createStatement();
            }
        },
        RESULT_SET {
            @Override
            Statement statement(Connection connection) throws SQLException {
                ResultSet result = connection.createStatement().executeQuery("select id from item");
                return result.unwrap(PgResultSet.class)
                        .getStatement()
                        .getConnection()
                        .createStatement();
            }
        },
        META_DATA {
            @Override
            Statement statement(Connection connection) throws SQLException {
                return connection
                        .getMetaData()
                        .unwrap(PgDatabaseMetaData.class)
                        .getConnection()
                        .createStatement();
            }
        };

        abstract Statement statement(Connection connection) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatIsWrittenBehindTheBackIsSeen(Way way) throws SQLException {
        alice.warm(ITEMS);
        try (Statement raw = way.statement(alice.connection)) {
            bob.ask(ITEMS);
            bob.ask(ITEMS);
            raw.executeUpdate(UPDATE);
        }
        assertThat(bob.ask(ITEMS)).contains("1|plum");
        assertThat(alice.ask(ITEMS)).contains("1|plum");
        alice.close();
        assertThat(bob.ask(ITEMS)).contains("1|plum");
        assertThat(bob.served(ITEMS)).contains("1|plum");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatIsSetBehindTheBackCounts(Way way) throws SQLException {
        truth.run("create schema second");
        truth.run("create table second.item (id int, name text)");
        alice.warm(ITEMS);
        try (Statement raw = way.statement(alice.connection)) {
            raw.execute("set search_path to second");
        }
        assertThat(alice.ask(ITEMS)).isEmpty();
    }

    @Test
    void metaDataLeadToTheApplicationsConnection() throws SQLException {
        DatabaseMetaData meta = alice.connection.getMetaData();
        assertThat(meta.getConnection()).isSameAs(alice.connection);
    }
}
