package io.larder.jdbc.metrics;

import static io.larder.jdbc.metrics.Metric.Kind.COUNTER;
import static io.larder.jdbc.metrics.Metric.Kind.GAUGE;
import static io.larder.jdbc.metrics.Metric.Unit.BYTES;
import static io.larder.jdbc.metrics.Metric.Unit.NUMBER;
import static io.larder.jdbc.metrics.Metric.Unit.SECONDS;
import static io.larder.jdbc.metrics.Metric.Unit.TRUTH;

import io.larder.cache.RecentTimes;
import io.larder.cache.shared.SharedAnswers;
import io.larder.cache.shared.SharedFigures;
import io.larder.jdbc.api.CacheStatistics;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Coordination.Standing;
import io.larder.jdbc.cache.SharedTier;
import io.larder.jdbc.cache.TableFigures;
import io.larder.jdbc.cache.TextFigures;
import io.larder.sql.BypassReason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The metrics: the only place where one is defined. */
final class MetricTable {
    static final String PREFIX = "larder.";

    /** Of how many texts Micrometer is told; reading it brings them up to date. */
    static final String TEXTS_TOLD = PREFIX + "texts.told";

    /** Of how many tables; reading it brings them up to date as well. */
    static final String TABLES_TOLD = PREFIX + "tables.told";

    static final double NANOS = 1e9;
    private static final List<String> QUANTILES = List.of("0.5", "0.99");

    /** Of one database. */
    static final List<Metric<CachedDatabase>> ALL = List.of(
            labelled(
                    COUNTER,
                    NUMBER,
                    "hits",
                    "tier",
                    List.of("memory", "redis"),
                    "Queries answered from the cache: from this process's memory, or by what was kept in Redis.",
                    MetricTable::hits),
            counted(
                    "misses",
                    "Queries that could have been answered from the cache, and were not.",
                    CacheStatistics::misses),
            labelled(
                    COUNTER,
                    NUMBER,
                    "bypasses",
                    "reason",
                    Arrays.stream(BypassReason.values()).map(Enum::name).toList(),
                    "Queries that were not cacheable, by `BypassReason`.",
                    MetricTable::bypasses),
            counted("stores", "Answers kept in memory.", CacheStatistics::stores),
            counted("not.kept", "Answers not kept: too large, or not exactly repeatable.", CacheStatistics::notKept),
            counted(
                    "races.lost",
                    "Answers not kept because a table changed while the query ran.",
                    CacheStatistics::racesLost),
            counted("invalidations", "Changes announced before they were committed.", CacheStatistics::invalidations),
            single(
                    COUNTER,
                    NUMBER,
                    "evictions",
                    "Answers that had to make room for others.",
                    database -> database.answers().evictions()),
            single(
                    GAUGE,
                    NUMBER,
                    "entries",
                    "Answers in memory, outdated ones included.",
                    database -> database.answers().size()),
            single(
                    GAUGE,
                    BYTES,
                    "memory.used",
                    "Heap in use by them.",
                    database -> database.answers().sizeInBytes()),
            single(
                    GAUGE,
                    BYTES,
                    "memory.max",
                    "Heap that they may use: `larder.memory`.",
                    database -> database.answers().maximumBytes()),
            single(
                    GAUGE,
                    NUMBER,
                    "texts",
                    "Texts of queries that are known, whatever their literals.",
                    database -> database.texts().size()),
            single(
                    COUNTER,
                    NUMBER,
                    "database.calls",
                    "Queries that were answered by the database and of which the time was taken.",
                    database -> database.counters().databaseCalls()),
            single(
                    COUNTER,
                    SECONDS,
                    "database.time",
                    "What the database took for them.",
                    database -> database.counters().databaseNanos() / NANOS),
            single(
                    COUNTER,
                    SECONDS,
                    "database.time.saved",
                    "What it would have taken for the hits, by what their texts take on average.",
                    database -> database.texts().savedNanos() / NANOS),
            labelled(
                    GAUGE,
                    SECONDS,
                    "hit.time",
                    "quantile",
                    QUANTILES,
                    "Time of hits in memory of the last minute or two; one in 64 is timed.",
                    (database, quantile) -> seconds(database.counters().hitTimes(), quantile)),
            standing("redis.available", "Whether Redis answered when it was asked last.", Standing::answered),
            labelled(
                    GAUGE,
                    SECONDS,
                    "redis.latency",
                    "quantile",
                    QUANTILES,
                    "Time of look-ups in Redis of the last minute or two, those that were given up included.",
                    MetricTable::redisLatency),
            labelled(
                    COUNTER,
                    NUMBER,
                    "redis.lookups",
                    "result",
                    List.of("found", "absent", "unreadable", "unavailable"),
                    "Look-ups in Redis; `unreadable` is garbled, forged or of another version.",
                    MetricTable::lookups),
            labelled(
                    COUNTER,
                    NUMBER,
                    "redis.stores",
                    "result",
                    List.of("kept", "too_large", "dropped", "refused"),
                    "Answers to be kept in Redis; `dropped` because too many were on their way, or Redis was in trouble.",
                    MetricTable::stores),
            labelled(
                    GAUGE,
                    TRUTH,
                    "redis.left.alone",
                    "use",
                    Arrays.stream(SharedAnswers.Use.values())
                            .map(use -> use.name().toLowerCase(Locale.ROOT))
                            .toList(),
                    "Whether Redis is not used for a second, because that went wrong of late: the circuit breakers.",
                    MetricTable::leftAlone),
            standing(
                    "coordination.lease",
                    "Whether this process has a lease; without one nothing is served.",
                    Standing::mayServe),
            single(
                    GAUGE,
                    SECONDS,
                    "coordination.log.lag",
                    "How old the latest certainty is that all changes of the other processes are known.",
                    MetricTable::lag),
            counted(
                    "coordination.writes.without.hub",
                    "Writes of which the other processes could not be told.",
                    CacheStatistics::writesWithoutHub),
            counted(
                    "observed.hits",
                    "Queries that would have been answered from the cache, with `larder.mode=observe`.",
                    statistics -> statistics.trials().observedHits()),
            single(
                    COUNTER,
                    SECONDS,
                    "observed.database.time",
                    "What the database took for them.",
                    database -> database.statistics().trials().observedNanos() / NANOS),
            counted(
                    "shadow.checks",
                    "Hits that the database was asked about all the same: `larder.verify`.",
                    statistics -> statistics.trials().verified()),
            counted(
                    "shadow.differences",
                    "Those among them to which it gave another answer, though no write was seen.",
                    statistics -> statistics.trials().differences()));

    /** Of one text; Micrometer is told of some texts if that is wanted, JMX has a table of its own for them. */
    static final List<Metric<TextFigures>> OF_TEXTS = List.of(
            ofText(
                    NUMBER,
                    "hits",
                    "Queries of one text that were answered from the cache.",
                    text -> text.snapshot().hits()),
            ofText(
                    NUMBER,
                    "misses",
                    "Those that could have been, and were not.",
                    text -> text.snapshot().misses()),
            ofText(
                    NUMBER,
                    "bypasses",
                    "Those that were not cacheable.",
                    text -> text.snapshot().bypassed()),
            ofText(
                    SECONDS,
                    "database.time",
                    "What the database took for it.",
                    text -> text.snapshot().databaseNanos() / NANOS),
            ofText(
                    SECONDS,
                    "database.time.saved",
                    "What it would have taken for its hits.",
                    text -> text.savedNanos() / NANOS));

    /** Of one table, for those of which Micrometer is told. */
    static final List<Metric<LatestTables.Table>> OF_TABLES = List.of(
            ofTable(
                    "requests",
                    "How often one table was asked: by queries of several tables, for each of them.",
                    TableFigures::requests),
            ofTable("hits", "Those queries that were answered from the cache.", TableFigures::hits),
            ofTable("hits.redis", "Those among them whose answer came from Redis.", TableFigures::sharedHits),
            ofTable(
                    "misses",
                    "Queries that could have been answered from the cache, and were not.",
                    TableFigures::misses),
            ofTable("bypasses", "Those that were not cacheable.", TableFigures::bypassed),
            ofTable(
                    "changes",
                    "Changes of the table that came to their end, those of other processes as well.",
                    figures -> figures.activity().changes()));

    private MetricTable() {}

    private static Metric<LatestTables.Table> ofTable(
            String name, String description, ToLongFunction<TableFigures> figure) {
        return single(COUNTER, NUMBER, "table." + name, description, table -> figure.applyAsLong(table.figures()));
    }

    private static Metric<TextFigures> ofText(
            Metric.Unit unit, String name, String description, ToDoubleFunction<TextFigures> reading) {
        return single(COUNTER, unit, "text." + name, description, reading);
    }

    private static <T> Metric<T> labelled(
            Metric.Kind kind,
            Metric.Unit unit,
            String name,
            String label,
            List<String> values,
            String description,
            Metric.Reading<T> reading) {
        return new Metric<>(PREFIX + name, kind, unit, label, values, description, reading);
    }

    private static <T> Metric<T> single(
            Metric.Kind kind, Metric.Unit unit, String name, String description, ToDoubleFunction<T> reading) {
        return labelled(kind, unit, name, "", List.of(""), description, (of, none) -> reading.applyAsDouble(of));
    }

    private static Metric<CachedDatabase> counted(
            String name, String description, ToLongFunction<CacheStatistics> figure) {
        return single(COUNTER, NUMBER, name, description, database -> figure.applyAsLong(database.statistics()));
    }

    private static Metric<CachedDatabase> standing(String name, String description, Predicate<Standing> question) {
        return single(
                GAUGE,
                TRUTH,
                name,
                description,
                database -> database.coordination()
                        .standing()
                        .map(standing -> truth(question.test(standing)))
                        .orElse(Double.NaN));
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
    }

    private static double hits(CachedDatabase database, String tier) {
        CacheStatistics statistics = database.statistics();
        return tier.equals("redis") ? statistics.sharedHits() : statistics.hits() - statistics.sharedHits();
    }

    private static double bypasses(CachedDatabase database, String reason) {
        return database.statistics().bypasses().getOrDefault(BypassReason.valueOf(reason), 0L);
    }

    private static double seconds(RecentTimes times, String quantile) {
        return times.quantile(Double.parseDouble(quantile), System.nanoTime()) / NANOS;
    }

    private static double redisLatency(CachedDatabase database, String quantile) {
        SharedTier shared = database.sharedTier();
        return shared == null ? Double.NaN : seconds(shared.times(), quantile);
    }

    private static double lookups(CachedDatabase database, String result) {
        SharedFigures figures = database.statistics().shared();
        return switch (result) {
            case "found" -> figures.found();
            case "absent" -> figures.absent();
            case "unreadable" -> figures.unreadable();
            case "unavailable" -> figures.unavailable();
            default -> throw new AssertionError(result);
        };
    }

    private static double stores(CachedDatabase database, String result) {
        SharedFigures figures = database.statistics().shared();
        return switch (result) {
            case "kept" -> figures.kept();
            case "too_large" -> figures.tooLarge();
            case "dropped" -> figures.dropped();
            case "refused" -> figures.refused();
            default -> throw new AssertionError(result);
        };
    }

    private static double leftAlone(CachedDatabase database, String use) {
        SharedTier shared = database.sharedTier();
        return shared == null
                ? Double.NaN
                : truth(shared.isLeftAlone(SharedAnswers.Use.valueOf(use.toUpperCase(Locale.ROOT))));
    }

    private static double lag(CachedDatabase database) {
        return database.coordination()
                .standing()
                .filter(standing -> standing.behindNanos().isPresent())
                .map(standing -> standing.behindNanos().getAsLong() / NANOS)
                .orElse(Double.NaN);
    }
}
