package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What JMX says of a database after a history that is known. */
@ParameterizedClass
@EnumSource(names = {"POSTGRESQL", "H2"})
final class BeansTest {
    private static final String QUERY = "select name from fruit where id = ?";

    private final TestDatabase kind;
    private final String database;
    private final String name;

    @SuppressWarnings("NullAway.Init") // Each test connects.
    private Client alice;

    BeansTest(TestDatabase kind) {
        this.kind = kind;
        this.database = kind.create();
        this.name = DatabaseBeans.name(database);
    }

    @BeforeEach
    void create() throws SQLException {
        alice = Client.connect(TestDatabase.withLarder(database));
        alice.run("create table fruit (id int primary key, name varchar(20))");
        alice.run("insert into fruit values (1, 'apple'), (2, 'quince')");
    }

    @AfterEach
    void drop() throws SQLException {
        alice.close();
        kind.drop(database);
    }

    @Test
    void whatBecameOfQueriesIsCounted() throws Exception {
        long invalidations = DatabaseBeans.number(name, "Invalidations");
        alice.answered(QUERY, 1);
        alice.answered(QUERY, 2);
        alice.served(QUERY, 1);
        alice.served(QUERY, 2);
        alice.run("update fruit set name = 'medlar' where id = 1");
        alice.answered("select 1");

        assertThat(DatabaseBeans.number(name, "Hits", "memory")).isEqualTo(2L);
        assertThat(DatabaseBeans.number(name, "Hits", "redis")).isEqualTo(0L);
        assertThat(DatabaseBeans.number(name, "Misses")).isEqualTo(2);
        assertThat(DatabaseBeans.number(name, "Bypasses", "NO_TABLE")).isEqualTo(1L);
        assertThat(DatabaseBeans.number(name, "Stores")).isEqualTo(2);
        assertThat(DatabaseBeans.number(name, "Invalidations")).isEqualTo(invalidations + 1);
        assertThat(DatabaseBeans.number(name, "Entries")).isEqualTo(2);
        assertThat(DatabaseBeans.number(name, "MemoryUsed")).isBetween(100L, 10_000L);
        assertThat(DatabaseBeans.number(name, "MemoryMax")).isEqualTo(64_000_000);
        assertThat(DatabaseBeans.number(name, "DatabaseCalls")).isEqualTo(2);
        assertThat((double) DatabaseBeans.attribute(name, "DatabaseTimeSaved")).isPositive();
        assertThat((double) DatabaseBeans.attribute(name, "HitRate")).isEqualTo(0.4);
        assertThat((double) DatabaseBeans.attribute(name, "RedisAvailable")).isNaN();
    }

    @Test
    void whatIsOnlyTriedIsCountedApart() throws Exception {
        alice.warm(QUERY, 1);
        try (Client bob = Client.connect(kind.with(TestDatabase.withLarder(database), "larder.mode", "observe"));
                Client carol = Client.connect(kind.with(
                        TestDatabase.withLarder(database),
                        "larder.verify",
                        kind == TestDatabase.H2 ? "100%" : "100%25"))) {
            for (int i = 0; i < 3; i++) {
                bob.ask(QUERY, 2);
            }
            carol.ask(QUERY, 1);
        }

        assertThat(DatabaseBeans.number(name, "ObservedHits")).isEqualTo(2);
        assertThat((double) DatabaseBeans.attribute(name, "ObservedDatabaseTime"))
                .isPositive();
        assertThat(DatabaseBeans.number(name, "ShadowChecks")).isEqualTo(1);
        assertThat(DatabaseBeans.number(name, "ShadowDifferences")).isZero();
        assertThat(DatabaseBeans.number(name, "Hits", "memory")).isEqualTo(1L);
    }

    @Test
    void someHitsAreTimed() throws Exception {
        alice.warm(QUERY, 1);
        for (int i = 0; i < 64; i++) {
            alice.ask(QUERY, 1);
        }

        assertThat((double) DatabaseBeans.number(name, "HitTime", "0.5")).isBetween(1e-8, 1.0);
        assertThat((double) DatabaseBeans.number(name, "HitTime", "0.99")).isBetween(1e-8, 1.0);
    }

    @Test
    void theTextsThatSaveMostAreListedWithoutTheirLiterals() throws Exception {
        alice.warm("select name from fruit where name = 'secret'");
        alice.served("select name from fruit where name = 'secret'");

        Collection<?> rows = ((TabularData) DatabaseBeans.attribute(name, "TopTexts")).values();
        CompositeData first = (CompositeData) rows.iterator().next();
        assertThat(first.get("text").toString())
                .containsIgnoringCase("select name from fruit where name")
                .doesNotContain("secret");
        assertThat(first.get("hits")).isEqualTo(2L);
        assertThat(first.get("misses")).isEqualTo(1L);
        assertThat((double) first.get("databaseSecondsSaved")).isPositive();
    }

    @Test
    void theTablesThatAreAskedMostAreListed() throws Exception {
        alice.run("create table basket (id int primary key)");
        alice.answered("select id from basket");
        alice.warm(QUERY, 1);
        alice.run("update fruit set name = 'medlar' where id = 1");

        Collection<?> rows = ((TabularData) DatabaseBeans.attribute(name, "TopTables")).values();
        List<CompositeData> tables =
                rows.stream().map(CompositeData.class::cast).toList();
        assertThat(tables).extracting(row -> row.get("table")).contains("fruit", "basket");
        CompositeData fruit = tables.stream()
                .filter(row -> row.get("table").equals("fruit"))
                .findFirst()
                .orElseThrow();
        assertThat(fruit.get("hits")).isEqualTo(1L);
        assertThat(fruit.get("misses")).isEqualTo(1L);
        assertThat((long) fruit.get("changes")).isPositive();
    }

    @Test
    void eachAttributeThatIsDescribedCanBeReadAndNoneWritten() throws Exception {
        MBeanInfo info = ManagementFactory.getPlatformMBeanServer().getMBeanInfo(DatabaseBeans.objectName(name));
        for (MBeanAttributeInfo attribute : info.getAttributes()) {
            assertThat(DatabaseBeans.attribute(name, attribute.getName()))
                    .as(attribute.getName())
                    .isNotNull();
            assertThat(attribute.isWritable()).isFalse();
        }
        assertThat(info.getAttributes()).hasSizeGreaterThan(20);
        assertThatThrownBy(() -> ManagementFactory.getPlatformMBeanServer()
                        .setAttribute(DatabaseBeans.objectName(name), new Attribute("Misses", 0L)))
                .isInstanceOf(AttributeNotFoundException.class);
        assertThatThrownBy(() -> ManagementFactory.getPlatformMBeanServer()
                        .invoke(DatabaseBeans.objectName(name), "flush", new Object[0], new String[0]))
                .isInstanceOf(ReflectionException.class);
    }

    @Test
    void eachDatabaseHasItsOwn() throws Exception {
        String other = kind.create();
        try (Client bob = Client.connect(TestDatabase.withLarder(other))) {
            bob.run("create table fruit (id int primary key, name varchar(20))");
            alice.warm(QUERY, 1);

            assertThat(DatabaseBeans.number(DatabaseBeans.name(other), "Hits", "memory"))
                    .isEqualTo(0L);
        }
        kind.drop(other);
    }

    @Test
    void itCountsOnWhenItIsReachedAgain() throws Exception {
        alice.warm(QUERY, 1);
        alice.close();
        assertThat(DatabaseBeans.has(name)).isTrue();

        alice = Client.connect(TestDatabase.withLarder(database));
        alice.warm(QUERY, 1);

        assertThat((long) DatabaseBeans.number(name, "Hits", "memory")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatNobodyUsesIsForgottenWhenAnotherDatabaseIsReached() throws SQLException, JMException {
        alice.close();
        String other = kind.create();
        try (Client bob = Client.connect(TestDatabase.withLarder(other))) {
            assertThat(DatabaseBeans.has(name)).isFalse();

            alice = Client.connect(TestDatabase.withLarder(database));
            assertThat(DatabaseBeans.has(name)).isTrue();
            assertThat(bob.ask("select 1")).containsExactly("1");
        }
        kind.drop(other);
    }
}
