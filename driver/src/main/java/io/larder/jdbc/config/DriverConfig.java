package io.larder.jdbc.config;

import java.time.Duration;

/** Placeholder until the configuration lands. */
public record DriverConfig(
        boolean caching, long memory, Duration ttl, int maxRows, long maxBytes, int statements, Duration orphanHold) {}
