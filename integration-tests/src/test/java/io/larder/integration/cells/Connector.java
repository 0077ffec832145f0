package io.larder.integration.cells;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * Opens connections to one database, bare and through Larder.
 *
 * @param bare the database's driver
 * @param larder Larder's driver, which may live in a class loader of its own
 * @param url the database's own URL
 */
record Connector(Driver bare, Driver larder, String url) {
    private static final String LARDER_CONNECTION = "io.larder.jdbc.api.LarderConnection";

    Connection bare(Map<String, String> properties) throws SQLException {
        return bare.connect(url, properties(properties));
    }

    Connection larder(Map<String, String> properties) throws SQLException {
        return larder.connect(url.replaceFirst("^jdbc:", "jdbc:larder:"), properties(properties));
    }

    /** Returns how many queries of the database were answered from the cache until now. */
    long hits(Connection throughLarder) {
        try {
            Class<?> type =
                    Class.forName(LARDER_CONNECTION, true, larder.getClass().getClassLoader());
            Object statistics = type.getMethod("statistics").invoke(throughLarder.unwrap(type));
            return (long) statistics.getClass().getMethod("hits").invoke(statistics);
        } catch (ReflectiveOperationException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Properties properties(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }
}
