package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.larder.jdbc.LarderDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** All ways to one database share its answers and see each other's writes; two databases share nothing. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SharingHistoriesTest extends Histories {
    private static final String UPDATE = "update item set name = 'plum' where id = 1";

    SharingHistoriesTest(TestDatabase database) {
        super(database);
    }

    @Test
    void twoPoolsOnOneDatabase() throws SQLException {
        try (HikariDataSource one = pool(larderUrl());
                HikariDataSource other = pool(larderUrl())) {
            ask(one);
            try (Client client = new Client(other.getConnection())) {
                assertThat(client.served(ITEMS)).contains("1|apple");
            }
            try (Client client = new Client(one.getConnection())) {
                client.run(UPDATE);
            }
            try (Client client = new Client(other.getConnection())) {
                assertThat(client.answered(ITEMS)).contains("1|plum");
            }
        }
    }

    @Test
    void aPoolAroundADataSourceAndAPoolInsideOne() throws SQLException {
        LarderDataSource inside = new LarderDataSource();
        inside.setUrl(bareUrl());
        HikariConfig around = new HikariConfig();
        around.setDataSource(inside);
        around.setMaximumPoolSize(2);
        try (HikariDataSource outer = new HikariDataSource(around);
                HikariDataSource inner = pool(bareUrl())) {
            LarderDataSource outside = new LarderDataSource(inner);
            ask(outer);
            try (Client client = new Client(outside.getConnection())) {
                assertThat(client.served(ITEMS)).contains("1|apple");
                client.run(UPDATE);
            }
            try (Client client = new Client(outer.getConnection())) {
                assertThat(client.answered(ITEMS)).contains("1|plum");
                assertThat(client.connection.isWrapperFor(io.larder.jdbc.api.LarderConnection.class))
                        .isTrue();
            }
        }
    }

    @Test
    void aPooledConnectionThatIsReturnedWithAnOpenTransactionIsRolledBack() throws SQLException {
        try (HikariDataSource pool = pool(larderUrl())) {
            bob.warm(ITEMS);
            Connection connection = pool.getConnection();
            connection.setAutoCommit(false);
            new Client(connection).run(UPDATE);
            connection.close();
            assertThat(bob.ask(ITEMS)).contains("1|apple");
            assertThat(ask(pool)).contains("1|apple");
        }
    }

    private static java.util.List<String> ask(DataSource dataSource) throws SQLException {
        try (Client client = new Client(dataSource.getConnection())) {
            return client.ask(ITEMS);
        }
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    @Test
    void theUrlAndTheDataSourceShareOneCache() throws SQLException {
        alice.warm(ITEMS);
        LarderDataSource dataSource = new LarderDataSource();
        dataSource.setUrl(bareUrl());
        Client carol = closedAtTheEnd(new Client(dataSource.getConnection()));
        assertThat(carol.served(ITEMS)).contains("1|apple");
        carol.run(UPDATE);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void whoIsSwitchedOffStillTellsTheOthersWhatHeWrites() throws SQLException {
        Client off = client("larder.mode", "off");
        alice.warm(ITEMS);
        assertThat(off.answered(ITEMS)).contains("1|apple");
        off.run(UPDATE);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        assertThat(off.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void twoDatabasesShareNothing() throws SQLException {
        String url = database.create();
        Client truthThere = connected(url);
        truthThere.run("create table item (id int primary key, name varchar(100))");
        alice.warm(ITEMS);
        Client carol = connected(TestDatabase.withLarder(url));
        assertThat(carol.ask(ITEMS)).isEmpty();
        carol.run("insert into item values (1, 'there')");
        assertThat(carol.ask(ITEMS)).containsExactly("1|there");
        if (database == TestDatabase.MARIADB) {
            // A statement can name the tables of all databases of a server, so that these share their clocks.
            assertThat(alice.answered(ITEMS)).contains("1|apple");
        } else {
            assertThat(alice.served(ITEMS)).contains("1|apple");
        }
    }

    @Test
    void hostNamesOfOneServerAreOneDatabase() throws SQLException {
        if (database == TestDatabase.H2) {
            return;
        }
        String host = larderUrl().replaceFirst(".*//", "").replaceFirst("[:/].*", "");
        String otherName = host.equals("127.0.0.1") ? "localhost" : "127.0.0.1";
        Client carol = connected(larderUrl().replaceFirst("//" + host, "//" + otherName));
        alice.warm(ITEMS);
        assertThat(carol.served(ITEMS)).contains("1|apple");
        carol.run(UPDATE);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void anInMemoryDatabaseOfTheSameNameHasNoOldAnswers() throws SQLException {
        String url = "jdbc:h2:mem:again_" + UUID.randomUUID();
        for (String name : new String[] {"first", "second"}) {
            try (Client keeper = Client.connect(TestDatabase.withLarder(url));
                    Client client = Client.connect(TestDatabase.withLarder(url))) {
                keeper.run("create table item (id int, name varchar(9))");
                keeper.run("insert into item values (1, '" + name + "')");
                client.warm(ITEMS);
                assertThat(client.served(ITEMS)).containsExactly("1|" + name);
            }
        }
    }

    @Test
    void anInMemoryDatabaseOfTheSameNameHasItsOwnSchema() throws SQLException {
        String url = "jdbc:h2:mem:again_" + UUID.randomUUID();
        try (Client bare = Client.connect(url)) {
            bare.run("create table item (id int primary key, name varchar(9))");
            bare.run("create table line (item int)");
            try (Client client = Client.connect(TestDatabase.withLarder(url))) {
                client.warm(ITEMS);
            }
        }
        try (Client bare = Client.connect(url)) {
            bare.run("create table item (id int primary key, name varchar(9))");
            bare.run("create table line (item int references item on delete cascade)");
            bare.run("insert into item values (1, 'apple')");
            bare.run("insert into line values (1)");
            try (Client client = Client.connect(TestDatabase.withLarder(url))) {
                client.ask("select item from line");
                client.ask("select item from line");
                client.run("delete from item");
                assertThat(client.ask("select item from line")).isEmpty();
            }
        }
    }

    @Test
    void aServerOfH2SeesAndTellsTheEmbeddedSessions() throws SQLException {
        String name = "served_" + UUID.randomUUID().toString().replace("-", "");
        org.h2.tools.Server server = org.h2.tools.Server.createTcpServer("-tcpPort", "0", "-ifNotExists")
                .start();
        try (Client embedded = Client.connect("jdbc:larder:h2:mem:" + name);
                Client remote = Client.connect("jdbc:larder:h2:tcp://localhost:" + server.getPort() + "/mem:" + name)) {
            embedded.run("create table item (id int, name varchar(9))");
            embedded.run("insert into item values (1, 'apple')");
            embedded.warm(ITEMS);
            assertThat(remote.ask(ITEMS)).containsExactly("1|apple");
            remote.run(UPDATE);
            assertThat(embedded.ask(ITEMS)).containsExactly("1|plum");
            assertThat(remote.ask(ITEMS)).containsExactly("1|plum");
        } finally {
            server.stop();
        }
    }

    @Test
    void optionsOfADataSourceAreInEffect() throws SQLException {
        LarderDataSource off = new LarderDataSource();
        off.setUrl(larderUrl());
        off.setOptions(Map.of("larder.mode", "off"));
        alice.warm(ITEMS);
        try (Client client = new Client(off.getConnection())) {
            assertThat(client.answered(ITEMS)).contains("1|apple");
        }
        try (Connection plain = DriverManager.getConnection(bareUrl())) {
            assertThat(plain.isWrapperFor(io.larder.jdbc.api.LarderConnection.class))
                    .isFalse();
        }
    }
}
