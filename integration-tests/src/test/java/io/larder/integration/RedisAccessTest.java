package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.testservers.RedisCertificates;
import io.larder.testservers.RedisCommands;
import io.larder.testservers.RedisInstance;
import io.larder.testservers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is let in by a Redis that wants passwords and certificates; who is not is not cached, and hears of nothing. */
@Tag("processes")
@Execution(ExecutionMode.CONCURRENT)
class RedisAccessTest {
    private static final String COUNT = "select n from tally where id = 1";
    /** All that Larder needs: keys of its own, and the server's run, by which it knows that it was not started again. */
    private static final List<String> USER =
            List.of("--user", "alice", "on", ">hers", "~larder:*", "+@all", "-@dangerous", "+info");

    @TempDir
    private Path directory;

    @Test
    void aUserWithAPasswordIsLetInAndKeepsToItsDatabase() throws Exception {
        try (RedisInstance redis = RedisInstance.start(settings())) {
            String address = redis.uri().replace("//", "//alice:hers@") + "/2";
            assertThatItIsServed(address);
            assertThat(keys(redis, "2")).isPositive();
            assertThat(keys(redis, "0")).isZero();
        }
    }

    @Test
    void aFileNamesAuthorityAndCertificate() throws Exception {
        RedisCertificates certificates = authority();
        try (RedisInstance redis = RedisInstance.startWithTls(certificates, settings())) {
            assertThatItIsServed(file(redis, certificates, certificates, "hers"));
            assertThat(keys(redis, "3")).isPositive();
        }
    }

    /** Whom Redis refuses, or who refuses it. */
    private enum Refused {
        BY_PASSWORD,
        WITHOUT_PASSWORD,
        OF_ANOTHER_AUTHORITY,
        WITHOUT_CERTIFICATE_OF_ITS_AUTHORITY,
        OF_NO_AUTHORITY_OF_JAVA,
        WITHOUT_TLS
    }

    @ParameterizedTest
    @EnumSource
    void whoIsNotLetInIsNotCachedAndHearsOfNothing(Refused who) throws Exception {
        RedisCertificates known = authority();
        RedisCertificates other = authority();
        try (RedisInstance redis = who == Refused.BY_PASSWORD || who == Refused.WITHOUT_PASSWORD
                ? RedisInstance.start(settings())
                : RedisInstance.startWithTls(known, settings())) {
            String address = switch (who) {
                case BY_PASSWORD -> redis.uri().replace("//", "//alice:mine@");
                case WITHOUT_PASSWORD -> redis.uri();
                case OF_ANOTHER_AUTHORITY -> file(redis, other, known, "hers");
                case WITHOUT_CERTIFICATE_OF_ITS_AUTHORITY -> file(redis, known, other, "hers");
                case OF_NO_AUTHORITY_OF_JAVA -> redis.uri().replace("//", "//alice:hers@");
                case WITHOUT_TLS -> redis.uri().replace("rediss://", "redis://alice:hers@");
            };
            String database = database();
            try (Client alice = connect(database, address)) {
                assertThat(alice.ask(COUNT)).containsExactly("0");
                alice.run("update tally set n = 1 where id = 1");
                assertThat(alice.ask(COUNT)).containsExactly("1");
                assertThat(alice.ask(COUNT)).containsExactly("1");
                assertThat(alice.cache().hits()).isZero();
                // At least: while another test changes its schema on this server, queries count as writes as well.
                assertThat(alice.cache().writesWithoutHub()).isPositive();
            }
        }
    }

    private static String[] settings() {
        List<String> password = List.of("--requirepass", "secret");
        return Stream.concat(password.stream(), USER.stream()).toArray(String[]::new);
    }

    private static void assertThatItIsServed(String redis) throws Exception {
        String database = database();
        try (Client alice = connect(database, redis)) {
            Meanwhile.until("it is served", () -> {
                alice.ask(COUNT);
                return alice.cache().hits() > 0;
            });
            alice.run("update tally set n = 1 where id = 1");
            assertThat(alice.ask(COUNT)).containsExactly("1");
            assertThat(alice.cache().writesWithoutHub()).isZero();
        }
    }

    /** Its files stay until the tests end: whoever is not let in tries again and again. */
    private static RedisCertificates authority() throws IOException {
        Path directory = Files.createTempDirectory("larder-authority");
        directory.toFile().deleteOnExit();
        RedisCertificates made = RedisCertificates.make(directory);
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(file -> file.toFile().deleteOnExit());
        }
        return made;
    }

    private String file(RedisInstance redis, RedisCertificates trust, RedisCertificates key, String password)
            throws IOException {
        String text = """
                username: alice
                password: %s
                sslTruststore: %s
                sslTruststorePassword: %s
                sslKeystore: %s
                sslKeystorePassword: %s
                singleServerConfig:
                  address: %s
                  database: 3
                """.formatted(
                        password,
                        trust.file("trust.p12").toUri(),
                        RedisCertificates.PASSWORD,
                        key.file("client.p12").toUri(),
                        RedisCertificates.PASSWORD,
                        redis.uri());
        return "file:" + Files.writeString(directory.resolve("redisson.yaml"), text);
    }

    private static String database() throws SQLException {
        String database = TestServers.postgres().createDatabase("access");
        try (Client truth = Client.connect(database)) {
            truth.run("create table tally (id int primary key, n int)");
            truth.run("insert into tally values (1, 0)");
        }
        return database;
    }

    private static Client connect(String database, String redis) throws SQLException {
        return Client.connect(TestDatabase.POSTGRESQL.with(TestDatabase.withLarder(database), "larder.redis", redis));
    }

    private static long keys(RedisInstance redis, String database) throws IOException {
        try (RedisCommands commands = redis.login("secret").connect()) {
            commands.call("SELECT", database);
            return Long.parseLong(String.valueOf(commands.call("DBSIZE")));
        }
    }
}
