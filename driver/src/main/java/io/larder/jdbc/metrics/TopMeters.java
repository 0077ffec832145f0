package io.larder.jdbc.metrics;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.TableFigures;
import io.larder.jdbc.cache.TextFigures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The meters of those of a kind that count most: at most so many at once. Which ones is looked at when the number of them is
 * read, which is to say once for each time that anybody reads the meters, on that reader's thread.
 *
 * @param <T> what there are meters of
 */
final class TopMeters<T> {
    /**
     * What there are meters of.
     *
     * @param told name of the number of those that have meters
     * @param label by which they are told apart
     * @param ranking all there are, each with what it counts
     */
    private record Kind<T>(
            String told,
            String description,
            String label,
            Function<T, String> nameOf,
            List<Metric<T>> metrics,
            Supplier<Map<T, Long>> ranking) {}

    private final Kind<T> kind;
    private final MeterRegistry registry;
    private final int most;
    private final String name;
    private final Map<T, List<Meter>> told = new HashMap<>();
    private @Nullable Gauge number;
    private boolean removed;

    private TopMeters(Kind<T> kind, MeterRegistry registry, int most, String name) {
        this.kind = kind;
        this.registry = registry;
        this.most = most;
        this.name = name;
    }

    /** Registers those of the texts that save most of the database's time; returns what takes them away. */
    static Runnable ofTexts(MeterRegistry registry, CachedDatabase database, int most, String name) {
        Kind<TextFigures> texts = new Kind<>(
                MetricTable.TEXTS_TOLD,
                "Texts that have metrics of their own: `larder.metrics.texts` at most.",
                "text",
                text -> TextName.of(text.template()),
                MetricTable.OF_TEXTS,
                () -> database.texts().figures().stream()
                        .collect(Collectors.toMap(text -> text, TextFigures::savedNanos)));
        return new TopMeters<>(texts, registry, most, name).register();
    }

    /** Registers those of the tables that are asked most; returns what takes them away. */
    static Runnable ofTables(MeterRegistry registry, CachedDatabase database, int most, String name) {
        LatestTables latest = new LatestTables(database);
        Kind<LatestTables.Table> tables = new Kind<>(
                MetricTable.TABLES_TOLD,
                "Tables that have metrics of their own: `larder.metrics.texts` at most.",
                "table",
                table -> table.name().name(),
                MetricTable.OF_TABLES,
                () -> latest.read().values().stream()
                        .collect(Collectors.toMap(figures -> latest.table(figures.table()), TableFigures::requests)));
        return new TopMeters<>(tables, registry, most, name).register();
    }

    private synchronized Runnable register() {
        number = Gauge.builder(kind.told(), this, TopMeters::look)
                .description(kind.description())
                .tag(Meters.DATABASE, name)
                .strongReference(true)
                .register(registry);
        return this::remove;
    }

    /** Returns how many there are, once they are the right ones. */
    private synchronized double look() {
        if (!removed) {
            Set<T> best = best();
            told.entrySet().removeIf(one -> !best.contains(one.getKey()) && isTaken(one.getValue()));
            best.forEach(one -> told.computeIfAbsent(one, this::tell));
        }
        return told.size();
    }

    private Set<T> best() {
        Map<T, Long> ranking = kind.ranking().get();
        Comparator<T> byRank = Comparator.comparing(one -> ranking.getOrDefault(one, 0L));
        // Of equals those that are there already: what comes and goes makes a series each time.
        return ranking.keySet().stream()
                .sorted(byRank.thenComparing(told::containsKey).reversed())
                .limit(most)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean isTaken(List<Meter> meters) {
        meters.forEach(registry::remove);
        return true;
    }

    private List<Meter> tell(T one) {
        Tags tags = Tags.of(Meters.DATABASE, name, kind.label(), kind.nameOf().apply(one));
        return kind.metrics().stream()
                .map(metric -> Meters.register(registry, metric, "", one, tags))
                .toList();
    }

    private synchronized void remove() {
        removed = true;
        if (number != null) {
            registry.remove(number);
        }
        told.values().forEach(this::isTaken);
        told.clear();
    }
}
