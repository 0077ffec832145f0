package io.larder.jdbc;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the driver that understands a URL. */
final class DriverLookup {
    private DriverLookup() {}

    /**
     * Returns the first driver that accepts the URL: of those that are registered, then of those on the thread's context
     * class path, which is where an application's own libraries are in a container.
     *
     * @throws SQLException with SQLState 08001, as DriverManager has it, if there is none
     */
    static Driver driverFor(String url) throws SQLException {
        Optional<Driver> registered =
                DriverManager.drivers().filter(driver -> accepts(driver, url)).findFirst();
        return registered.or(() -> onContextClassPath(url)).orElseThrow(() -> noDriver(url));
    }

    private static Optional<Driver> onContextClassPath(String url) {
        return ServiceLoader.load(Driver.class).stream()
                .map(DriverLookup::instantiate)
                .flatMap(Optional::stream)
                .filter(driver -> accepts(driver, url))
                .findFirst();
    }

    private static Optional<Driver> instantiate(ServiceLoader.Provider<Driver> provider) {
        try {
            return Optional.of(provider.get());
        } catch (ServiceConfigurationError brokenDriver) {
            return Optional.empty();
        }
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return !(driver instanceof LarderDriver) && driver.acceptsURL(url);
        } catch (SQLException refused) {
            return false;
        }
    }

    private static SQLException noDriver(String url) {
        int end = url.indexOf(':', "jdbc:".length());
        String database = end < 0 ? url : url.substring(0, end + 1);
        return new SQLException(
                "No suitable driver for " + database + "… — the driver of the database must be on the class path,"
                        + " beside Larder",
                "08001");
    }
}
