package io.larder.integration;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Two sessions of an application, Alice's and Bob's, on a database of their own, and a third connection without Larder that
 * tells the truth.
 */
abstract class Histories {
    /** A query that most histories ask. */
    static final String ITEMS = "select id, name from item order by id";

    final TestDatabase database;
    Client alice;
    Client bob;
    Client truth;

    private final List<Client> clients = new ArrayList<>();
    private String url;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    Histories(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    final void createDatabase() throws SQLException {
        url = database.create();
        truth = connected(url);
        truth.run("create table item (id int primary key, name varchar(100))");
        truth.run("insert into item values (1, 'apple'), (2, 'pear')");
        for (String statement : schema()) {
            truth.run(statement);
        }
        alice = client();
        bob = client();
    }

    @AfterEach
    final void close() throws SQLException {
        for (Client client : clients) {
            client.close();
        }
        database.drop(url);
    }

    /** What there is besides the table of items, before anybody connects through Larder. */
    List<String> schema() {
        return List.of();
    }

    /** Returns the URL of the database's own driver. */
    final String bareUrl() {
        return url;
    }

    /** Returns the URL with the cache. */
    final String larderUrl() {
        return TestDatabase.withLarder(url);
    }

    /** Opens a further session of the application. */
    final Client client() throws SQLException {
        return connected(larderUrl());
    }

    /** Opens a further session with one more parameter in its URL. */
    final Client client(String parameter, String value) throws SQLException {
        return connected(database.with(larderUrl(), parameter, value));
    }

    final Client connected(String anyUrl) throws SQLException {
        return closedAtTheEnd(Client.connect(anyUrl));
    }

    final Client closedAtTheEnd(Client client) {
        clients.add(client);
        return client;
    }
}
