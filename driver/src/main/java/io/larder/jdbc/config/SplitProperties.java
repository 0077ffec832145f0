package io.larder.jdbc.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Connection properties, parted into Larder's options and the driver's.
 *
 * @param options Larder's
 * @param driverProperties the caller's own object if it has no option of ours: drivers tell own entries from inherited
 *     defaults (H2 reads only the former, pgjdbc both), take values that are not text, or are given a subclass
 */
record SplitProperties(List<GivenOption> options, Properties driverProperties) {
    private static final String WHERE = "the connection properties";

    static SplitProperties of(@Nullable Properties given) {
        if (given == null) {
            return new SplitProperties(List.of(), new Properties());
        }
        List<GivenOption> options = options(given);
        return new SplitProperties(options, options.isEmpty() ? given : without(given));
    }

    private static List<GivenOption> options(Properties given) {
        List<GivenOption> options = new ArrayList<>();
        for (String name : given.stringPropertyNames()) {
            if (DriverOption.isOurs(name) && !isOwnNonText(given, name)) {
                options.add(new GivenOption(name, given.getProperty(name), WHERE));
            }
        }
        // put("larder.maxRows", 500) is meant just as setProperty("larder.maxRows", "500").
        given.forEach((key, value) -> {
            if (isOurs(key) && !(value instanceof String)) {
                options.add(new GivenOption((String) key, String.valueOf(value), WHERE));
            }
        });
        return options;
    }

    /** A copy with the same own entries, the same inherited ones below them, and none of ours in either. */
    private static Properties without(Properties given) {
        Properties inherited = new Properties();
        for (String name : given.stringPropertyNames()) {
            if (!DriverOption.isOurs(name) && !(given.get(name) instanceof String)) {
                inherited.setProperty(name, given.getProperty(name));
            }
        }
        Properties copy = new Properties(inherited);
        given.forEach((key, value) -> {
            if (!isOurs(key)) {
                copy.put(key, value);
            }
        });
        return copy;
    }

    private static boolean isOurs(Object key) {
        return key instanceof String name && DriverOption.isOurs(name);
    }

    private static boolean isOwnNonText(Properties given, String name) {
        Object own = given.get(name);
        return own != null && !(own instanceof String);
    }
}
