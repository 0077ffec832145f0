package io.larder.jdbc.spring;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/** Called by Spring Boot 4 and later when an application starts; named in {@code META-INF/spring.factories}. */
public final class SpringBoot4Start implements EnvironmentPostProcessor {
    /** Called by Spring Boot. */
    public SpringBoot4Start() {}

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        DriverOfUrl.addTo(environment);
    }
}
