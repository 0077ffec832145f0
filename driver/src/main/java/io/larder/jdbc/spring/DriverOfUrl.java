package io.larder.jdbc.spring;

import io.larder.jdbc.config.LarderUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * Says {@code spring.datasource.driver-class-name} whenever {@code spring.datasource.url} is one of Larder's.
 *
 * <p>Spring Boot guesses the driver from the URL's prefix and knows its own list only: of others it says that there is no
 * driver, or takes that of an embedded database. A driver that is configured by name, the one of the bare URL, would not
 * accept the URL either; therefore this comes first. Looks the URL up at each question, since it may change until the
 * application is up.
 */
final class DriverOfUrl extends PropertySource<Object> {
    private static final String NAME = "larder";
    private static final String DRIVER = "spring.datasource.driver-class-name";
    private static final String URL = "spring.datasource.url";

    /** Not as this one's source: Spring Boot would take the properties of all its sources for those of this one. */
    private final ConfigurableEnvironment environment;

    private DriverOfUrl(ConfigurableEnvironment environment) {
        super(NAME);
        this.environment = environment;
    }

    static void addTo(ConfigurableEnvironment environment) {
        if (!environment.getPropertySources().contains(NAME)) {
            environment.getPropertySources().addFirst(new DriverOfUrl(environment));
        }
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return name.equals(DRIVER) && LarderUrl.accepts(url()) ? "io.larder.jdbc.LarderDriver" : null;
    }

    private @Nullable String url() {
        try {
            return environment.getProperty(URL);
        } catch (IllegalArgumentException unresolved) {
            // A placeholder without a value: Spring Boot says so itself when it reads the URL.
            return null;
        }
    }
}
