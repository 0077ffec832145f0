package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.BypassReason;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pooler between here and PostgreSQL may give one session of the server to several clients. */
class PoolerHistoriesTest extends Histories {
    private TcpProxy pooler;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    PoolerHistoriesTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of("create table other (id int)");
    }

    @BeforeEach
    void startPooler() throws IOException {
        pooler = TcpProxy.before(bareUrl(), Greeting.POOLER);
    }

    @AfterEach
    void stopPooler() throws IOException {
        pooler.close();
    }

    @Test
    void aSessionBehindAPoolerIsNotServed() throws SQLException {
        Client pooled = connected(pooledUrl());
        pooled.answered(ITEMS);
        pooled.answered(ITEMS);
        assertThat(pooled.cache().bypasses()).containsKey(BypassReason.POOLER);
        alice.warm(ITEMS);
        pooled.answered(ITEMS);
    }

    @Test
    void aSessionThatThePoolerLeavesWithItsClientIsServed() throws SQLException {
        Client pooled = connected(database.with(pooledUrl(), "larder.pooler", "session"));
        pooled.warm(ITEMS);
        alice.run("update item set name = 'plum' where id = 1");
        assertThat(pooled.ask(ITEMS)).contains("1|plum");
        pooled.warm(ITEMS);
    }

    @Test
    void whatIsWrittenThroughAPoolerIsSeen() throws SQLException {
        Client pooled = connected(pooledUrl());
        alice.warm(ITEMS);
        alice.warm("select id from other");
        pooled.run("update item set name = 'plum' where id = 1");
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.served("select id from other");
        pooled.begin();
        pooled.run("update item set name = 'fig' where id = ?", 2);
        assertThat(alice.ask(ITEMS)).contains("2|pear");
        pooled.commit();
        assertThat(alice.answered(ITEMS)).contains("2|fig");
    }

    /** The pooler keeps its clients when the server is started anew, and Larder then knows it as another one. */
    @Test
    void whatIsWrittenThroughAPoolerCountsForAllServers() throws SQLException {
        Client pooled = connected(pooledUrl());
        String elsewhere = database.create();
        Client there = connected(elsewhere);
        there.run("create table item (id int, name text)");
        Client served = connected(TestDatabase.withLarder(elsewhere));
        served.warm(ITEMS);
        pooled.run("update item set name = 'plum' where id = 1");
        served.answered(ITEMS);
        served.served(ITEMS);
    }

    /** Another client of the session may have switched standard_conforming_strings off, and only the server knows. */
    @Test
    void aBackslashBehindAPoolerMayMeanAnything() throws SQLException {
        Client pooled = connected(pooledUrl());
        alice.warm("select id from other");
        pooled.run("update item set name = 'a\\' where id = 1");
        alice.answered("select id from other");
    }

    private String pooledUrl() {
        return pooler.through(larderUrl()) + "&sslmode=disable&gssEncMode=disable";
    }
}
