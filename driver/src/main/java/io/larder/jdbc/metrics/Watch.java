package io.larder.jdbc.metrics;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;

/** One database that is watched: its bean, and its meters where there is Micrometer. Thread-safe. */
final class Watch {
    private final List<Runnable> ends = new ArrayList<>();
    private boolean ended;

    /** @param wanted how it is called, unless another one in this virtual machine is called so */
    synchronized void begin(CachedDatabase database, int metricTexts, String wanted) {
        if (ended) {
            return;
        }
        String name = wanted;
        try {
            Bean bean = Bean.register(database, wanted);
            name = bean.name();
            ends.add(bean::unregister);
        } catch (RuntimeException | LinkageError | ServiceConfigurationError unusable) {
            // A virtual machine without java.management, or one that does not allow it.
            Events.once(Events.Event.METRICS_UNAVAILABLE, unusable);
        }
        try {
            ends.add(Meters.register(database, metricTexts, name));
        } catch (NoClassDefFoundError absent) {
            // Micrometer is optional.
        } catch (RuntimeException | LinkageError | ServiceConfigurationError unusable) {
            Events.once(Events.Event.METRICS_UNAVAILABLE, unusable);
        }
    }

    synchronized void end() {
        ended = true;
        for (Runnable end : ends) {
            try {
                end.run();
            } catch (RuntimeException | LinkageError gone) {
                // Whoever took it away has done what was to be done.
            }
        }
    }
}
