package io.larder.jdbc.metrics;

import io.larder.jdbc.cache.CachedDatabase;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The meters of those texts that save most of the database's time: at most so many at once. Which ones is looked at when the
 * number of them is read, which is to say once for each time that anybody reads the meters, on that reader's thread.
 */
final class TextMeters {
    private final MeterRegistry registry;
    private final CachedDatabase database;
    private final int most;
    private final String name;
    private final Map<TextFigures, List<Meter>> told = new HashMap<>();
    private @Nullable Gauge number;
    private boolean removed;

    private TextMeters(MeterRegistry registry, CachedDatabase database, int most, String name) {
        this.registry = registry;
        this.database = database;
        this.most = most;
        this.name = name;
    }

    static TextMeters register(MeterRegistry registry, CachedDatabase database, int most, String name) {
        TextMeters meters = new TextMeters(registry, database, most, name);
        meters.register();
        return meters;
    }

    private synchronized void register() {
        number = Gauge.builder(MetricTable.TEXTS_TOLD, this, TextMeters::look)
                .description("Texts that have metrics of their own: `larder.metrics.texts` at most.")
                .tag(Meters.DATABASE, name)
                .strongReference(true)
                .register(registry);
    }

    /** Returns how many there are, once they are the right ones. */
    private synchronized double look() {
        if (!removed) {
            Set<TextFigures> best = best();
            told.entrySet().removeIf(text -> !best.contains(text.getKey()) && isTaken(text.getValue()));
            best.forEach(text -> told.computeIfAbsent(text, this::tell));
        }
        return told.size();
    }

    private Set<TextFigures> best() {
        Map<TextFigures, Long> saved =
                database.texts().figures().stream().collect(Collectors.toMap(text -> text, TextFigures::savedNanos));
        Comparator<TextFigures> bySaved = Comparator.comparing(text -> saved.getOrDefault(text, 0L));
        // Of equals those that are there already: what comes and goes makes a series each time.
        return saved.keySet().stream()
                .sorted(bySaved.thenComparing(told::containsKey).reversed())
                .limit(most)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean isTaken(List<Meter> meters) {
        meters.forEach(registry::remove);
        return true;
    }

    private List<Meter> tell(TextFigures text) {
        Tags tags = Tags.of(Meters.DATABASE, name, "text", TextName.of(text.template()));
        return MetricTable.OF_TEXTS.stream()
                .map(metric -> Meters.register(registry, metric, "", text, tags))
                .toList();
    }

    synchronized void remove() {
        removed = true;
        if (number != null) {
            registry.remove(number);
        }
        told.values().forEach(this::isTaken);
        told.clear();
    }
}
