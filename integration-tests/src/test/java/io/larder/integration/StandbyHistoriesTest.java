package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.BypassReason;
import io.larder.testservers.ReplicatedPostgres;
import io.larder.testservers.TestServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A standby repeats what its primary does, later; Larder sees no writes of it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandbyHistoriesTest {
    private static final ReplicatedPostgres SERVERS = ReplicatedPostgres.start();
    private static final String ITEMS = "select id, name from item order by id";

    private final List<Client> clients = new ArrayList<>();
    private final String primaryUrl = SERVERS.primary().freshDatabase();
    private final String standbyUrl =
            SERVERS.standby().urlOf(primaryUrl.replaceFirst(".*/", "").replaceFirst("\\?.*", ""));

    @AfterEach
    void close() throws SQLException {
        for (Client client : clients) {
            client.close();
        }
    }

    @Test
    @Order(1)
    void withoutAnAgeAStandbyIsAskedEachTime() throws Exception {
        Client standby = standby("");
        standby.answered(ITEMS);
        standby.answered(ITEMS);
        assertThat(standby.cache().bypasses()).containsKey(BypassReason.STANDBY);
    }

    @Test
    @Order(2)
    void anAnswerIsServedUpToItsAge() throws Exception {
        Client standby = standby("&larder.standby=1h");
        Client impatient = standby("&larder.standby=500ms");
        standby.warm(ITEMS);
        Client primary = primary();
        primary.run("update item set name = 'plum' where id = 1");
        assertThat(standby.served(ITEMS)).contains("1|apple");
        // A comment does not let it live longer.
        Meanwhile.until(
                "it is seen",
                () -> impatient.ask("/* larder: ttl=1h */ " + ITEMS).contains("1|plum"));
    }

    @Test
    @Order(3)
    void answersOfAStandbyAreNotThoseOfItsPrimary() throws Exception {
        Client standby = standby("&larder.standby=1h");
        Client primary = primary();
        primary.warm(ITEMS);
        standby.answered(ITEMS);
        primary.run("update item set name = 'plum' where id = 1");
        assertThat(primary.answered(ITEMS)).contains("1|plum");
        assertThat(primary.served(ITEMS)).contains("1|plum");
        assertThat(standby.served(ITEMS)).contains("1|apple");
    }

    @Test
    @Order(4)
    void aReplicaOfMariaDbIsServedUpToItsAge() throws SQLException {
        String url = TestDatabase.MARIADB.create();
        Client bare = kept(Client.connect(url));
        bare.run("create table item (id int primary key, name varchar(100))");
        Client administrator = kept(Client.connect(TestServers.mariadb().jdbcUrl()));
        administrator.run("set global read_only = 1");
        try {
            Client replica = kept(Client.connect(TestDatabase.withLarder(url) + "&larder.standby=1h"));
            replica.warm(ITEMS);
            Client careful = kept(Client.connect(TestDatabase.withLarder(url)));
            careful.answered(ITEMS);
            careful.answered(ITEMS);
        } finally {
            administrator.run("set global read_only = 0");
        }
    }

    @Test
    @Order(5)
    void aStandbyThatBecomesAPrimaryIsNoticed() throws Exception {
        Client old = standby("&larder.standby=1ms&larder.privilegeTtl=1s");
        Client careful = standby("&larder.privilegeTtl=1s");
        Client bare = kept(Client.connect(standbyUrl));
        bare.ask("select pg_promote()");
        Client writer = kept(Client.connect(TestDatabase.withLarder(standbyUrl)));
        for (Client client : List.of(old, careful)) {
            Meanwhile.until("it is served like a primary", () -> {
                long hits = client.cache().hits();
                client.ask(ITEMS);
                client.ask(ITEMS);
                return client.cache().hits() == hits + 2;
            });
        }
        writer.run("update item set name = 'plum' where id = 1");
        assertThat(old.answered(ITEMS)).contains("1|plum");
        assertThat(careful.ask(ITEMS)).contains("1|plum");
    }

    private Client primary() throws SQLException {
        return kept(Client.connect(TestDatabase.withLarder(primaryUrl)));
    }

    /** Connects to the standby when it has the items. */
    private Client standby(String options) throws Exception {
        Client bare = kept(Client.connect(primaryUrl));
        bare.run("create table if not exists item (id int primary key, name text)");
        bare.run("insert into item values (1, 'apple'), (2, 'pear') on conflict do nothing");
        String position = bare.ask("select pg_current_wal_insert_lsn()").get(0);
        Client control = kept(Client.connect(SERVERS.standby().jdbcUrl()));
        Meanwhile.until(
                "the standby has it",
                () -> control.ask("select coalesce(pg_last_wal_replay_lsn() >= '" + position + "', true)")
                        .equals(List.of("t")));
        return kept(Client.connect(TestDatabase.withLarder(standbyUrl) + options));
    }

    private Client kept(Client client) {
        clients.add(client);
        return client;
    }
}
