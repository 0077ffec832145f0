package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.testservers.OwnRedis;
import io.larder.testservers.TestServers;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What JMX says of Redis, and of how it stands among the processes. */
@Tag("processes")
final class RedisBeansTest {
    private final OwnRedis redis = new OwnRedis();
    private final String database = TestServers.postgres().freshDatabase();
    private final String name = DatabaseBeans.name(database);

    @SuppressWarnings("NullAway.Init") // Each test connects.
    private Client alice;

    @BeforeEach
    void create() throws SQLException {
        redis.start();
        String url = TestDatabase.POSTGRESQL.with(TestDatabase.withLarder(database), "larder.redis", redis.uri());
        alice = Client.connect(TestDatabase.POSTGRESQL.with(url, "larder.redis.patience", "5s"));
        alice.run("create table fruit (id int primary key, n int)");
    }

    @AfterEach
    void close() throws SQLException {
        alice.close();
        redis.close();
    }

    @Test
    void whetherRedisAnswersAndALeaseIsHeldIsTold() throws Exception {
        Meanwhile.until("a lease is held", () -> is("CoordinationLease", 1));
        assertThat(is("RedisAvailable", 1)).isTrue();
        assertThat((double) DatabaseBeans.attribute(name, "CoordinationLogLag")).isBetween(0.0, 2.4);
        alice.ask("select n from fruit");
        Meanwhile.until("Redis is asked", () -> (long) DatabaseBeans.number(name, "RedisLookups", "absent") > 0);
        assertThat((double) DatabaseBeans.number(name, "RedisLatency", "0.5")).isPositive();
        assertThat(DatabaseBeans.number(name, "RedisLeftAlone", "read")).isEqualTo(0.0);

        redis.stop();

        Meanwhile.until("Redis is missed", () -> is("RedisAvailable", 0));
        Meanwhile.until("the lease is over", () -> is("CoordinationLease", 0));
        assertThat((double) DatabaseBeans.attribute(name, "CoordinationLogLag")).isGreaterThan(1);
        alice.run("insert into fruit values (1, 1)");
        assertThat(DatabaseBeans.number(name, "CoordinationWritesWithoutHub")).isPositive();
    }

    private boolean is(String attribute, double value) throws Exception {
        return (double) DatabaseBeans.attribute(name, attribute) == value;
    }
}
