package io.larder.jdbc.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Writes docs/monitoring/README.md from the table of metrics. */
final class MonitoringPage {
    private static final String INTRODUCTION = """
            # Monitoring

            <!-- Made from MetricTable by MonitoringPage. Change them, not this file; the test says how to write it anew. -->

            Each database that a process has reached is watched by itself, whatever pools and URLs lead to it. It is called
            as in the URL of its first connection, without user and parameters: `postgresql://db:5432/shop`. A server of
            MariaDB is one database to Larder: `mariadb://db:3306`. Two of one name are told apart by ` #2`.

            It is watched from its first connection on, until no connection leads to it any more *and* the process has reached
            another database; its figures go on where they were if it is reached again.

            Nothing here asks the database or Redis, and none of it shows a value of a query: texts are shown without their
            literals. (Warm-ups have beans of their own, `io.larder:type=WarmUp,number=…`, one for each database; their
            operation `record` gives a [script](../warm-up.md#record) with the application's parameters.)

            | | needs | how |
            |---|---|---|
            | JMX | the module `java.management`, which only Java runtimes of your own making lack | always: `io.larder:type=Database,name="…"` |
            | Micrometer | `io.micrometer:micrometer-core` on the class path | by itself, in `Metrics.globalRegistry` |
            | Prometheus | that, and `micrometer-registry-prometheus` | the names below |
            | OpenTelemetry | `io.opentelemetry:opentelemetry-api` on the class path | attributes on the current span |

            ## JMX

            One bean for each database, with an attribute for each metric below; one that has a label is a composite with an
            item for each of its values. `HitRate` is the share of hits since the database is known; `TopTexts` are the 50
            texts that save most (requests, hits, misses, rows, bytes, what the database takes) and `TopTables` the 50 tables
            that are asked most (requests, hits, misses, changes). All are of open types: a client needs no class of Larder's.

            ## Micrometer

            The meters are in `io.micrometer.core.instrument.Metrics.globalRegistry`, with the label `database`. Spring Boot
            adds its registries to that one by itself, unless `management.metrics.use-global-registry=false`. Elsewhere:

            ```java
            Metrics.addRegistry(registry);
            ```

            `larder.metrics.texts=20` adds meters for the 20 texts that save most of the database's time, with the label
            `text`: a hash of the text, and how it begins; and for the 20 tables that are asked most, with the label `table`.
            `larder.texts.told` and `larder.tables.told` say how many there are. Which ones is looked at each time the meters
            are read; those that are out are removed. Figures of tables are a second old at most. What a text that is
            forgotten (`larder.statements`) had counted stays counted for its tables.

            ## Prometheus and Grafana

            - [alerts.yml](alerts.yml): rules for a hit rate below 80 %, slow hits, full memory, a Redis that cannot be
              reached, processes that are behind, answers that differed. [alerts.test.yml](alerts.test.yml) has tests of
              them, for `promtool test rules`.
            - [grafana.json](grafana.json): a dashboard; import it and choose the Prometheus.

            The hit rate of a Prometheus query is that of rates, not of sums:

            ```
            sum(rate(larder_hits_total[5m]))
              / (sum(rate(larder_hits_total[5m])) + sum(rate(larder_misses_total[5m])) + sum(rate(larder_bypasses_total[5m])))
            ```

            ## OpenTelemetry

            If the span that is current when a query is asked is recording, it gets

            | attribute | |
            |---|---|
            | `larder.result` | `hit` (memory), `shared_hit` (Redis), `miss` or `bypass` |
            | `larder.bypass_reason` | for a bypass: the `BypassReason` |

            Where JDBC is instrumented that is the span of the statement; elsewhere the span around it, which keeps what was said
            of its latest query. A hit that is checked says `miss`. With `larder.mode=observe` what would have been a hit says
            nothing, and all else what it would have said. Larder makes no spans of its own.

            """;

    private MonitoringPage() {}

    static Path file() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("sql-analysis"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not started inside the project");
        }
        return folder.resolve("docs").resolve("monitoring").resolve("README.md");
    }

    static void write() throws IOException {
        Files.writeString(file(), content());
    }

    static String content() {
        return INTRODUCTION
                + "## Of each database\n\n"
                + table(MetricTable.ALL, true)
                + "\n## Of each text, with `larder.metrics.texts`\n\n"
                + table(MetricTable.OF_TEXTS, false)
                + "\n## Of each table, with `larder.metrics.texts`\n\n"
                + table(MetricTable.OF_TABLES, false);
    }

    private static String table(List<? extends Metric<?>> metrics, boolean inJmx) {
        StringBuilder table = new StringBuilder("| metric | kind | label | in Prometheus | ")
                .append(inJmx ? "in JMX | " : "")
                .append("what it is |\n|---|---|---|---|")
                .append(inJmx ? "---|" : "")
                .append("---|\n");
        for (Metric<?> metric : metrics) {
            table.append("| `%s` | %s | %s | `%s` | %s%s |\n"
                    .formatted(
                            metric.name(),
                            kind(metric),
                            label(metric),
                            metric.prometheusName(),
                            inJmx ? "`" + metric.attribute() + "` | " : "",
                            metric.description()));
        }
        return table.toString();
    }

    private static String kind(Metric<?> metric) {
        String kind = switch (metric.kind()) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
        };
        return switch (metric.unit()) {
            case NUMBER -> kind;
            case BYTES -> kind + ", bytes";
            case SECONDS -> kind + ", seconds";
            case TRUTH -> kind + ", 1 or 0; NaN without Redis";
        };
    }

    private static String label(Metric<?> metric) {
        if (!metric.hasLabel()) {
            return "";
        }
        return metric.values().size() > 10
                ? "`" + metric.label() + "`"
                : "`" + metric.label() + "`: " + String.join(", ", metric.values());
    }
}
