package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Micrometer is told, and whether what docs/monitoring makes of it is of the metrics that there are. */
final class MetersTest {
    private static final Path MONITORING =
            Path.of(System.getProperty("tests.root", "..")).resolve("docs").resolve("monitoring");
    private static final Pattern METRIC = Pattern.compile("\\blarder_\\w+");
    private static final String QUERY = "select name from fruit where id = ?";

    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SimpleMeterRegistry simple = new SimpleMeterRegistry();
    private final String database = TestDatabase.H2.create();
    private final String name = DatabaseBeans.name(database);

    @SuppressWarnings("NullAway.Init") // Each test connects.
    private Client alice;

    @BeforeEach
    void create() throws SQLException {
        Metrics.addRegistry(prometheus);
        Metrics.addRegistry(simple);
        String url = TestDatabase.H2.with(database, "larder.metrics.texts", "2");
        alice = Client.connect(TestDatabase.withLarder(url));
        alice.run("create table fruit (id int primary key, name varchar(20))");
        alice.run("insert into fruit values (1, 'apple'), (2, 'quince')");
    }

    @AfterEach
    void drop() throws SQLException {
        alice.close();
        Metrics.removeRegistry(prometheus);
        Metrics.removeRegistry(simple);
    }

    @Test
    void whatBecameOfQueriesIsCounted() throws SQLException {
        alice.warm(QUERY, 1);
        alice.served(QUERY, 1);
        alice.answered("select 1");

        assertThat(value("larder.hits", "tier", "memory")).isEqualTo(2);
        assertThat(value("larder.hits", "tier", "redis")).isZero();
        assertThat(value("larder.misses")).isEqualTo(1);
        assertThat(value("larder.bypasses", "reason", "NO_TABLE")).isEqualTo(1);
        assertThat(value("larder.entries")).isEqualTo(1);
        assertThat(value("larder.memory.max")).isEqualTo(64_000_000);
        assertThat(value("larder.redis.available")).isNaN();
    }

    @Test
    void textsAreToldAsManyAsAreWanted() throws SQLException {
        alice.warm(QUERY, 1);
        for (String column : List.of("id", "name", "id, name")) {
            alice.ask("select " + column + " from fruit");
        }
        assertThat(value("larder.texts.told")).isEqualTo(2);

        // The one that saves most is among them.
        assertThat(told("larder.text.hits", "text")).hasSize(2).anyMatch(text -> text.contains("where"));
        assertThat(simple.get("larder.text.hits").functionCounters()).anyMatch(counter -> counter.count() == 1);
    }

    @Test
    void textsThatSaveMoreTakeThePlaceOfOthers() throws SQLException {
        alice.warm("select id from fruit");
        alice.warm("select name from fruit");
        assertThat(value("larder.texts.told")).isEqualTo(2);

        alice.warm(QUERY, 1);
        for (int i = 0; i < 10_000; i++) {
            alice.ask(QUERY, 1);
        }

        assertThat(value("larder.texts.told")).isEqualTo(2);
        assertThat(told("larder.text.hits", "text")).hasSize(2).anyMatch(text -> text.contains("where"));
    }

    @Test
    void tablesAreToldAsManyAsAreWanted() throws SQLException {
        for (String table : List.of("basket", "shelf")) {
            alice.run("create table " + table + " (id int primary key)");
        }
        alice.ask("select id from shelf");
        alice.warm("select id from basket");
        alice.warm(QUERY, 1);
        alice.served(QUERY, 1);

        assertThat(value("larder.tables.told")).isEqualTo(2);
        assertThat(told("larder.table.requests", "table")).containsExactlyInAnyOrder("basket", "fruit");
        assertThat(value("larder.table.requests", "table", "fruit")).isEqualTo(3);
        assertThat(value("larder.table.hits", "table", "fruit")).isEqualTo(2);
        assertThat(value("larder.table.hits.redis", "table", "fruit")).isZero();
        assertThat(value("larder.table.misses", "table", "fruit")).isEqualTo(1);
        assertThat(value("larder.table.bypasses", "table", "fruit")).isZero();
    }

    @Test
    void tablesThatAreAskedMoreTakeThePlaceOfOthers() throws SQLException {
        alice.run("create table basket (id int primary key)");
        alice.run("create table shelf (id int primary key)");
        alice.warm("select id from basket");
        alice.warm("select id from shelf");
        assertThat(value("larder.tables.told")).isEqualTo(2);
        assertThat(told("larder.table.hits", "table")).containsExactlyInAnyOrder("basket", "shelf");

        alice.warm(QUERY, 1);
        alice.warm("select id from basket");
        alice.served(QUERY, 1);

        assertThat(value("larder.tables.told")).isEqualTo(2);
        assertThat(told("larder.table.hits", "table")).containsExactlyInAnyOrder("basket", "fruit");
    }

    @Test
    void changesOfATableAreCountedForIt() throws SQLException {
        alice.warm(QUERY, 1);
        prometheus.scrape();
        value("larder.tables.told");
        double before = scraped("larder_table_changes_total", "fruit");
        alice.run("update fruit set name = 'medlar' where id = 1");
        value("larder.tables.told");

        assertThat(scraped("larder_table_changes_total", "fruit")).isEqualTo(before + 1);
        assertThat(scraped("larder_table_misses_total", "fruit")).isEqualTo(1);
    }

    @Test
    void whatWasCountedForATableDoesNotFallWhenItsTextsAreForgotten() throws SQLException {
        String other = TestDatabase.H2.create();
        String url = TestDatabase.H2.with(other, "larder.metrics.texts", "2");
        try (Client bob = Client.connect(TestDatabase.withLarder(url + ";larder.statements=2"))) {
            bob.run("create table fruit (id int primary key, name varchar(20))");
            double before = 0;
            for (String column : List.of("id", "name", "id, name", "name, id", "1 as one, id")) {
                bob.warm("select " + column + " from fruit");
                simple.get("larder.tables.told")
                        .tag("database", DatabaseBeans.name(other))
                        .gauge()
                        .value();
                double requests = simple.get("larder.table.requests")
                        .tags("database", DatabaseBeans.name(other), "table", "fruit")
                        .functionCounter()
                        .count();
                assertThat(requests).isEqualTo(before + 2);
                before = requests;
            }
        }
    }

    @Test
    void tablesOfOneNameInTwoDatabasesAreTwo() throws SQLException {
        String other = TestDatabase.H2.create();
        try (Client bob =
                Client.connect(TestDatabase.withLarder(TestDatabase.H2.with(other, "larder.metrics.texts", "2")))) {
            bob.run("create table fruit (id int primary key, name varchar(20))");
            bob.ask("select id from fruit");
            alice.warm(QUERY, 1);
            prometheus.scrape();

            String scrape = prometheus.scrape();
            for (String each : List.of(name, DatabaseBeans.name(other))) {
                assertThat(scrape)
                        .containsOnlyOnce("larder_table_misses_total{database=\"" + each + "\",table=\"fruit\"} 1.0");
            }
        }
    }

    @Test
    void withoutATextThereIsNoTableEither() throws SQLException {
        String other = TestDatabase.H2.create();
        try (Client bob = Client.connect(TestDatabase.withLarder(other))) {
            bob.ask("select 1");

            assertThat(simple.find("larder.hits")
                            .tag("database", DatabaseBeans.name(other))
                            .meters())
                    .isNotEmpty();
            assertThat(simple.find("larder.tables.told")
                            .tag("database", DatabaseBeans.name(other))
                            .meters())
                    .isEmpty();
        }
    }

    @Test
    void whatIsForgottenIsTakenAway() throws SQLException {
        alice.warm(QUERY, 1);
        value("larder.texts.told");
        value("larder.tables.told");
        assertThat(told("larder.table.hits", "table")).containsExactly("fruit");
        alice.close();
        try (Client bob = Client.connect(TestDatabase.withLarder(TestDatabase.H2.create()))) {
            assertThat(bob.ask("select 1")).containsExactly("1");
            assertThat(meters()).isEmpty();

            alice = Client.connect(TestDatabase.withLarder(database));
            assertThat(meters()).isNotEmpty();
        }
    }

    @Test
    void aRegistryThatRefusesIsNoErrorOfTheApplication() throws SQLException {
        String other = TestDatabase.H2.create();
        MeterRegistry refusing = new RefusingRegistry(DatabaseBeans.name(other));
        Metrics.addRegistry(refusing);
        try (Client bob = Client.connect(TestDatabase.withLarder(other))) {
            bob.run("create table fruit (id int primary key, name varchar(20))");
            bob.warm(QUERY, 1);
        } finally {
            Metrics.removeRegistry(refusing);
        }
    }

    /** Takes everything but what is about one database. */
    private static final class RefusingRegistry extends SimpleMeterRegistry {
        private final String database;

        RefusingRegistry(String database) {
            this.database = database;
        }

        @Override
        protected <T> FunctionCounter newFunctionCounter(Meter.Id id, T subject, ToDoubleFunction<T> reading) {
            if (database.equals(id.getTag("database"))) {
                throw new IllegalStateException("refused");
            }
            return super.newFunctionCounter(id, subject, reading);
        }
    }

    @Test
    void whatTheAlertsAndTheDashboardAskForIsThere() throws SQLException, IOException {
        alice.warm(QUERY, 1);
        // The first one makes the meters of texts.
        prometheus.scrape();
        Set<String> told = METRIC.matcher(prometheus.scrape())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(askedFor("alerts.yml")).hasSizeGreaterThan(8).isSubsetOf(told);
        assertThat(askedFor("alerts.test.yml")).hasSizeGreaterThan(8).isSubsetOf(told);
        assertThat(askedFor("grafana.json")).hasSizeGreaterThan(20).isSubsetOf(told);
    }

    @Test
    void whatThePageSaysOfPrometheusIsSo() throws SQLException, IOException {
        alice.warm(QUERY, 1);
        prometheus.scrape();
        String scrape = prometheus.scrape();
        List<String> named = Pattern.compile("\\| `(larder_\\w+)` \\|")
                .matcher(Files.readString(MONITORING.resolve("README.md")))
                .results()
                .map(line -> line.group(1))
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(25)
                .allSatisfy(metric -> assertThat(scrape)
                        .containsPattern("(?m)^" + metric + "\\{.*database=\"" + Pattern.quote(name) + "\""));
    }

    private static Set<String> askedFor(String file) throws IOException {
        return METRIC.matcher(Files.readString(MONITORING.resolve(file)))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private double value(String metric, String... tags) {
        Meter meter = simple.get(metric).tag("database", name).tags(tags).meter();
        return meter.measure().iterator().next().getValue();
    }

    private List<String> told(String metric, String label) {
        return simple.find(metric).tag("database", name).meters().stream()
                .map(meter -> String.valueOf(meter.getId().getTag(label)))
                .toList();
    }

    /** What Prometheus gets of a table. */
    private double scraped(String metric, String table) {
        Pattern line = Pattern.compile(
                "(?m)^" + metric + "\\{database=\"" + Pattern.quote(name) + "\",table=\"" + table + "\"\\} (\\S+)$");
        return line.matcher(prometheus.scrape())
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private List<Meter> meters() {
        return simple.getMeters().stream()
                .filter(meter -> name.equals(meter.getId().getTag("database")))
                .toList();
    }
}
