package io.larder.cli;

import io.larder.jdbc.LarderDriver;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.config.ResolvedConfig;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database, as who, and with which options. */
final class Target {
    @Option(
            names = {"-u", "--url"},
            required = true,
            paramLabel = "<url>",
            description = "As the application has it, with or without larder: after jdbc:.")
    String url = "";

    @Option(
            names = {"-U", "--user"},
            paramLabel = "<name>",
            description = "As who to connect: as the application, for the answers of others are others.")
    @Nullable
    String user;

    @Option(
            names = {"-p", "--password"},
            paramLabel = "<password>",
            arity = "0..1",
            interactive = true,
            description = "Asked for if no value is given; else from the environment: DB_PASSWORD.")
    @Nullable
    String password = System.getenv("DB_PASSWORD");

    @Option(
            names = {"-o", "--option"},
            paramLabel = "<name=value>",
            description =
                    "An option of Larder or of the database's driver, such as larder.redis=redis://cache. Repeatable.")
    Map<String, String> options = new LinkedHashMap<>();

    /** Opens a connection through Larder. */
    Connection connect() throws SQLException {
        return connected(new LarderDriver(), larderUrl(), properties());
    }

    /** Opens a connection of the database's own driver. */
    Connection connectBare() throws SQLException {
        ResolvedConfig resolved = resolved();
        Iterator<Driver> drivers = ServiceLoader.load(Driver.class).iterator();
        for (Driver driver = next(drivers); driver != null; driver = next(drivers)) {
            if (!(driver instanceof LarderDriver) && driver.acceptsURL(resolved.driverUrl())) {
                return connected(driver, resolved.driverUrl(), resolved.driverProperties());
            }
        }
        throw new SQLException("no driver for this URL: put its jar beside Larder's, or name it with --lib", "08001");
    }

    /** Returns the next one that can be loaded, whatever else lies in the folder; null if there is none. */
    private static @Nullable Driver next(Iterator<Driver> drivers) {
        while (true) {
            try {
                return drivers.hasNext() ? drivers.next() : null;
            } catch (ServiceConfigurationError broken) {
                // Of another Java, or without what it needs.
            }
        }
    }

    ResolvedConfig resolved() throws SQLException {
        return DriverConfig.resolve(larderUrl(), properties());
    }

    private String larderUrl() {
        return url.startsWith("jdbc:larder:") ? url : url.replaceFirst("^jdbc:", "jdbc:larder:");
    }

    private Properties properties() {
        Properties properties = new Properties();
        options.forEach(properties::setProperty);
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    private static Connection connected(Driver driver, String url, Properties properties) throws SQLException {
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException("not a JDBC URL: " + url.replaceAll(":.*", ":…"), "08001");
        }
        return connection;
    }
}
