package io.larder.jdbc;

import io.larder.jdbc.cache.DatabaseRegistry;
import io.larder.jdbc.cache.LarderVersion;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.config.DriverOption;
import io.larder.jdbc.config.LarderUrl;
import io.larder.jdbc.config.ResolvedConfig;
import io.larder.jdbc.metrics.Watches;
import io.larder.jdbc.warmup.ConnectionSource;
import io.larder.jdbc.warmup.WarmDoor;
import io.larder.jdbc.warmup.WarmUps;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver for URLs {@code jdbc:larder:<rest>}: connects with the driver of {@code jdbc:<rest>} and answers repeated
 * queries from memory. Registers itself; thread-safe (JDBC 4.3, section 9.2).
 */
public final class LarderDriver implements Driver {
    static {
        try {
            DriverManager.registerDriver(new LarderDriver(), LarderDriver::takenOut);
        } catch (SQLException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Nothing of the process must lead to its classes any longer. */
    private static void takenOut() {
        Watches.endAll();
        WarmUps.endAll();
        DatabaseRegistry.endAll();
    }

    /** Called by {@link java.util.ServiceLoader}. */
    public LarderDriver() {}

    @Override
    public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        ResolvedConfig resolved = DriverConfig.resolve(url, info == null ? new Properties() : info);
        Driver driver = DriverLookup.driverFor(resolved.driverUrl());
        Connection fresh = WarmDoor.<@Nullable Connection>makingRoom(
                () -> driver.connect(resolved.driverUrl(), resolved.driverProperties()));
        if (fresh == null) {
            return null;
        }
        // The caller may change what he has given.
        Properties properties = (Properties) resolved.driverProperties().clone();
        ConnectionSource another =
                () -> Objects.requireNonNull(driver.connect(resolved.driverUrl(), (Properties) properties.clone()));
        return new WarmDoor(resolved.config(), another).opened(fresh);
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return url != null && LarderUrl.accepts(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info) throws SQLException {
        Properties given = info == null ? new Properties() : info;
        DriverPropertyInfo[] ours = DriverOption.propertyInfo(url, given);
        ResolvedConfig resolved = DriverConfig.resolve(url, given);
        DriverPropertyInfo[] theirs = DriverLookup.driverFor(resolved.driverUrl())
                .getPropertyInfo(resolved.driverUrl(), resolved.driverProperties());
        return Stream.concat(Stream.of(theirs), Stream.of(ours)).toArray(DriverPropertyInfo[]::new);
    }

    @Override
    public int getMajorVersion() {
        return LarderVersion.CURRENT.major();
    }

    @Override
    public int getMinorVersion() {
        return LarderVersion.CURRENT.minor();
    }

    /** Returns false: Larder is as compliant as the driver that it wraps, which is not known here. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.larder");
    }
}
