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
 * This class and {@link TextMeters} are all that knows Micrometer; not to be loaded where that is absent.
 */
final class Meters {
    static final String DATABASE = "database";

    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    private Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Registers them; returns what takes them away.
     *
     * @param texts of how many texts there are meters as well
     */
    static Runnable register(CachedDatabase database, int texts, String name) {
        Meters meters = new Meters(Metrics.globalRegistry);
        try {
            Tags tags = Tags.of(DATABASE, name);
            for (Metric<CachedDatabase> metric : MetricTable.ALL) {
                meters.register(metric, database, tags);
            }
        } catch (RuntimeException | Error refused) {
            meters.remove();
            throw refused;
        }
        if (texts == 0) {
            return meters::remove;
        }
        TextMeters ofTexts = TextMeters.register(meters.registry, database, texts, name);
        return () -> {
            meters.remove();
            ofTexts.remove();
        };
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
    }
}
