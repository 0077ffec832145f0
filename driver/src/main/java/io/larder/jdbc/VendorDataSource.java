package io.larder.jdbc;

import io.larder.jdbc.config.ResolvedConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.CommonDataSource;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/** Makes the DataSource of a database's driver that goes with a URL. */
final class VendorDataSource {
    /** A driver's DataSources, known by name: it need not be there. */
    private record Vendor(String urlPrefix, Class<? extends CommonDataSource> kind, String className) {}

    private static final List<Vendor> VENDORS = List.of(
            new Vendor("jdbc:postgresql:", XADataSource.class, "org.postgresql.xa.PGXADataSource"),
            new Vendor(
                    "jdbc:postgresql:", ConnectionPoolDataSource.class, "org.postgresql.ds.PGConnectionPoolDataSource"),
            new Vendor("jdbc:h2:", XADataSource.class, "org.h2.jdbcx.JdbcDataSource"),
            new Vendor("jdbc:h2:", ConnectionPoolDataSource.class, "org.h2.jdbcx.JdbcDataSource"),
            new Vendor("jdbc:mariadb:", XADataSource.class, "org.mariadb.jdbc.MariaDbDataSource"),
            new Vendor("jdbc:mariadb:", ConnectionPoolDataSource.class, "org.mariadb.jdbc.MariaDbDataSource"));

    private VendorDataSource() {}

    static <D extends CommonDataSource> D of(
            Class<D> kind, ResolvedConfig resolved, @Nullable String user, @Nullable String password)
            throws SQLException {
        String url = resolved.driverUrl();
        Vendor vendor = VENDORS.stream()
                .filter(known -> known.kind() == kind && url.startsWith(known.urlPrefix()))
                .findFirst()
                .orElseThrow(() -> new SQLException(
                        "No " + kind.getSimpleName() + " is known for this URL: set the one of the database's driver"
                                + " with setDataSource",
                        "08001"));
        try {
            D made = kind.cast(load(vendor.className()).getConstructor().newInstance());
            set(made, "setUrl", url);
            set(made, "setUser", user);
            set(made, "setPassword", password);
            return made;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof SQLException refused ? refused : new SQLException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new SQLException(vendor.className() + " is not on the class path, beside Larder", "08001", e);
        }
    }

    private static Class<?> load(String className) throws ClassNotFoundException {
        try {
            return Class.forName(className);
        } catch (ClassNotFoundException elsewhere) {
            // Where an application's own libraries are in a container.
            return Class.forName(className, true, Thread.currentThread().getContextClassLoader());
        }
    }

    private static void set(Object dataSource, String setter, @Nullable String value)
            throws ReflectiveOperationException {
        if (value == null) {
            return;
        }
        Optional<Method> method = Arrays.stream(dataSource.getClass().getMethods())
                .filter(candidate -> candidate.getName().equalsIgnoreCase(setter)
                        && Arrays.equals(candidate.getParameterTypes(), new Class<?>[] {String.class}))
                .findFirst();
        method.orElseThrow(() -> new NoSuchMethodException(setter)).invoke(dataSource, value);
    }
}
