package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.testservers.TestServers;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Servers at the edges of what is cached: the oldest PostgreSQL, and MySQL. */
class OtherServersTest {
    private static final String ITEMS = "select id, name from item order by id";

    @Test
    void theOldestPostgresIsCachedLikeTheNewest() throws SQLException {
        String url = TestServers.postgres(TestServers.OLDEST_POSTGRES).freshDatabase();
        create(url);
        try (Client alice = Client.connect(TestDatabase.withLarder(url));
                Client bob = Client.connect(TestDatabase.withLarder(url))) {
            alice.warm(ITEMS);
            bob.run("update item set name = 'plum' where id = 1");
            assertThat(alice.answered(ITEMS)).contains("1|plum");
            alice.warm(ITEMS);
            bob.begin();
            bob.run("delete from item where id = 1");
            assertThat(alice.served(ITEMS)).contains("1|plum");
            bob.rollback();
            alice.served(ITEMS);
            bob.run("alter table item rename to old");
            bob.commit();
            assertThatThrownBy(() -> alice.ask(ITEMS)).isInstanceOf(SQLException.class);
        }
    }

    /** Said by the version that the server greets with: there is none that tests could start. */
    @Test
    void mySqlIsAskedEachTimeAndItsWritesAreSeen() throws Exception {
        String url = TestDatabase.MARIADB.create();
        create(url);
        try (TcpProxy mySql = TcpProxy.before(url, Greeting.MYSQL);
                Client alice = Client.connect(TestDatabase.withLarder(url));
                Client bob = Client.connect(mySql.through(TestDatabase.withLarder(url)))) {
            assertThat(bob.connection.getMetaData().getDatabaseProductVersion()).isEqualTo("8.0.36");
            bob.answered(ITEMS);
            alice.warm(ITEMS);
            bob.answered(ITEMS);
            bob.run("update item set name = 'plum' where id = 1");
            assertThat(alice.answered(ITEMS)).contains("1|plum");
        }
    }

    private static void create(String url) throws SQLException {
        try (Client truth = Client.connect(url)) {
            truth.run("create table item (id int primary key, name varchar(100))");
            truth.run("insert into item values (1, 'apple'), (2, 'pear')");
        }
    }
}
