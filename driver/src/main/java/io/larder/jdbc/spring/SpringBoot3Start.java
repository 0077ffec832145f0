package io.larder.jdbc.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Called by Spring Boot 2 and 3 when an application starts; named in {@code META-INF/spring.factories}. Spring Boot 4 calls
 * it as well, for as long as it has the old interface.
 */
@SuppressWarnings("removal") // In the versions that this is for, it is the interface.
public final class SpringBoot3Start implements EnvironmentPostProcessor {
    /** Called by Spring Boot. */
    public SpringBoot3Start() {}

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        DriverOfUrl.addTo(environment);
    }
}
