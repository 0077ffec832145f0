package io.larder.jdbc.mariadb;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.mariadb.jdbc.Configuration;

/**
 * What the connector was told that may change the question it asks: it writes parameters into the text in the time zone that
 * it was given, for instance. Which options there are differs from version to version, so all of them count.
 */
final class ConnectorOptions {
    private static final Set<Class<?>> VALUES =
            Set.of(String.class, Boolean.class, boolean.class, Integer.class, int.class);

    /** Who is asking has his own place in the key; how the class is printed is nobody's option. */
    private static final Set<String> NO_OPTIONS = Set.of("user", "database", "initialUrl", "toString", "hashCode");

    private static final List<Method> GETTERS = Arrays.stream(Configuration.class.getMethods())
            .filter(ConnectorOptions::isOption)
            .sorted(Comparator.comparing(Method::getName))
            .toList();

    private ConnectorOptions() {}

    static void addTo(List<String> key, Configuration options) {
        // Where the connector was not given a zone, it uses this one.
        key.add(TimeZone.getDefault().getID());
        for (Method getter : GETTERS) {
            try {
                key.add(getter.getName() + '=' + getter.invoke(options));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean isOption(Method method) {
        boolean secret = method.getName().toLowerCase(Locale.ROOT).contains("password");
        return method.getParameterCount() == 0
                && VALUES.contains(method.getReturnType())
                && !secret
                && !NO_OPTIONS.contains(method.getName());
    }
}
