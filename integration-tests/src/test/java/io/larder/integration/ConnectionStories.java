package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What an application does with a connection, told once with the bare driver and once with Larder, where the answer to
 * {@link #ITEMS} is in the cache. */
abstract class ConnectionStories {

    static final String ITEMS = Histories.ITEMS;
    private static final Map<TestDatabase, String> URLS = new EnumMap<>(TestDatabase.class);

    final TestDatabase database;
    final String bareUrl;
    final String larderUrl;
    Client alice;
    Client truth;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    ConnectionStories(TestDatabase database) throws SQLException {
        this.database = database;
        this.bareUrl = urlOf(database);
        this.larderUrl = TestDatabase.withLarder(bareUrl);
    }

    /** One database for all of these: they leave it as it was. */
    private static synchronized String urlOf(TestDatabase database) throws SQLException {
        String known = URLS.get(database);
        if (known != null) {
            return known;
        }
        String url = database.create();
        try (Client client = Client.connect(url)) {
            client.run("create table item (id int primary key, name varchar(100))");
            client.run("insert into item values (1, 'apple'), (2, 'pear')");
        }
        URLS.put(database, url);
        return url;
    }

    @BeforeEach
    void connect() throws SQLException {
        truth = Client.connect(bareUrl);
        alice = Client.connect(larderUrl);
    }

    @AfterEach
    void close() throws SQLException {
        alice.close();
        truth.close();
    }

    /** Something that an application does with a connection. */
    interface Story {
        void tell(Connection connection, Transcript seen) throws Exception;
    }

    /** Asserts that an application sees the same with Larder as without, the answer to ITEMS being in the cache. */
    void same(Story story) throws Exception {
        List<String> bare = told(bareUrl, story);
        alice.ask(ITEMS);
        alice.warm(ITEMS);
        List<String> larder = told(larderUrl, story);
        assertThat(larder).isEqualTo(bare).isNotEmpty();
    }

    private static List<String> told(String url, Story story) throws Exception {
        Transcript seen = new Transcript();
        try (Client client = Client.connect(url)) {
            story.tell(client.connection, seen);
        }
        return seen.lines();
    }

    static void ask(Connection connection, Transcript seen) {
        seen.see("items", () -> new Client(connection).ask(ITEMS));
    }
}
