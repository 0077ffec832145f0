package io.larder.jdbc.console;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.statement.StatementRunner;
import java.sql.Connection;

/**
 * What a connection's console can look at.
 *
 * @param driverConnection the driver's own
 * @param warmUp what warm-up scripts do for connections of its kind
 */
public record Surroundings(
        CachedDatabase database,
        Session session,
        StatementRunner runner,
        Connection driverConnection,
        DriverConfig config,
        WarmUp warmUp) {}
