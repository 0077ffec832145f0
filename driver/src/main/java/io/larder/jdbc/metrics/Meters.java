package io.larder.jdbc.metrics;

import io.larder.jdbc.cache.CachedDatabase;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/**
 * The meters of one database in Micrometer's global registry, to which Spring Boot, and whoever else wants them, adds its own.
 * This class and {@link TopMeters} are all that knows Micrometer; not to be loaded where that is absent.
 */
final class Meters {
    static final String DATABASE = "database";

    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();
    private final List<Runnable> ofTop = new ArrayList<>();

    private Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Registers them; returns what takes them away.
     *
     * @param top of how many texts, and of how many tables, there are meters as well
     */
    static Runnable register(CachedDatabase database, int top, String name) {
        Meters meters = new Meters(Metrics.globalRegistry);
        try {
            meters.registerAll(database, top, name);
        } catch (RuntimeException | Error refused) {
            meters.remove();
            throw refused;
        }
        return meters::remove;
    }

    private void registerAll(CachedDatabase database, int top, String name) {
        Tags tags = Tags.of(DATABASE, name);
        for (Metric<CachedDatabase> metric : MetricTable.ALL) {
            register(metric, database, tags);
        }
        if (top > 0) {
            ofTop.add(TopMeters.ofTexts(registry, database, top, name));
            ofTop.add(TopMeters.ofTables(registry, database, top, name));
        }
    }

    private void register(Metric<CachedDatabase> metric, CachedDatabase database, Tags tags) {
        for (String value : metric.values()) {
            meters.add(register(
                    registry, metric, value, database, metric.hasLabel() ? tags.and(metric.label(), value) : tags));
        }
    }

    static <T> Meter register(MeterRegistry registry, Metric<T> metric, String value, T subject, Tags tags) {
        String unit = metric.unit().text().isEmpty() ? null : metric.unit().text();
        return switch (metric.kind()) {
            case COUNTER ->
                FunctionCounter.builder(metric.name(), subject, of -> metric.read(of, value))
                        .description(metric.description())
                        .baseUnit(unit)
                        .tags(tags)
                        .register(registry);
            case GAUGE ->
                Gauge.builder(metric.name(), subject, of -> metric.read(of, value))
                        .description(metric.description())
                        .baseUnit(unit)
                        .tags(tags)
                        .register(registry);
        };
    }

    private void remove() {
        meters.forEach(registry::remove);
        ofTop.forEach(Runnable::run);
    }
}
