package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.testservers.TestServers;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who has neither Micrometer nor OpenTelemetry has JMX, whatever others in the same virtual machine have. */
final class WithoutMicrometerTest {
    private static final String QUERY = "select n from tally";

    private final String database = TestServers.postgres().freshDatabase();
    private final String url = TestDatabase.withLarder(database);
    private final String name = DatabaseBeans.name(database);
    private final OtherProcess process =
            OtherProcess.startWith(file -> !file.contains("micrometer") && !file.contains("opentelemetry"));

    @AfterEach
    void endProcess() {
        process.close();
    }

    @Test
    void nothingOfItIsNeeded() throws Exception {
        try (Client alice = process.connect(url)) {
            create(alice);
            for (int i = 0; i < 3; i++) {
                assertThat(alice.ask(QUERY)).containsExactly("1");
            }

            assertThat(process.hits(alice)).isEqualTo(2);
            assertThat(DatabaseBeans.number(name, "Hits", "memory")).isEqualTo(2L);
        }
    }

    @Test
    void theBeanOfAnotherClassLoaderIsNotInTheWay() throws Exception {
        try (Client alice = Client.connect(url)) {
            create(alice);
            alice.warm(QUERY);
            try (Client bob = process.connect(url)) {
                for (int i = 0; i < 3; i++) {
                    assertThat(bob.ask(QUERY)).containsExactly("1");
                }

                assertThat(DatabaseBeans.number(name, "Hits", "memory")).isEqualTo(1L);
                assertThat(DatabaseBeans.number(name + " #2", "Hits", "memory")).isEqualTo(2L);
            }
        }
    }

    private static void create(Client client) throws SQLException {
        client.run("create table tally (n int)");
        client.run("insert into tally values (1)");
    }
}
