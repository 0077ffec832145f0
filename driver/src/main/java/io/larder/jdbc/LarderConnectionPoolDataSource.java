package io.larder.jdbc;

import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.config.ResolvedConfig;
import io.larder.jdbc.connection.CachingPooledConnection;
import io.larder.jdbc.connection.Placement;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;

/**
 * A ConnectionPoolDataSource whose connections answer repeated queries from memory: either around the one of the database's
 * driver, or for a URL of PostgreSQL, H2 or MariaDB. For pools that ask for one; most ask for a DataSource or a URL. To be
 * configured before it is used by several threads; then thread-safe.
 */
public final class LarderConnectionPoolDataSource extends LarderCommonDataSource<ConnectionPoolDataSource>
        implements ConnectionPoolDataSource {
    /** A ConnectionPoolDataSource to be configured by its properties. */
    public LarderConnectionPoolDataSource() {
        super(null);
    }

    /** A ConnectionPoolDataSource around another one, with options from the environment and {@code larder.properties}. */
    public LarderConnectionPoolDataSource(ConnectionPoolDataSource target) {
        super(target);
    }

    @Override
    public PooledConnection getPooledConnection() throws SQLException {
        ConnectionPoolDataSource wrapped = target();
        if (wrapped != null) {
            return cached(wrapped.getPooledConnection(), config());
        }
        ResolvedConfig resolved = resolvedUrl();
        return cached(
                VendorDataSource.of(ConnectionPoolDataSource.class, resolved, getUser(), password())
                        .getPooledConnection(),
                resolved.config());
    }

    @Override
    public PooledConnection getPooledConnection(String asUser, String withPassword) throws SQLException {
        ConnectionPoolDataSource wrapped = target();
        if (wrapped != null) {
            return cached(wrapped.getPooledConnection(asUser, withPassword), config());
        }
        ResolvedConfig resolved = resolvedUrl();
        return cached(
                VendorDataSource.of(ConnectionPoolDataSource.class, resolved, asUser, withPassword)
                        .getPooledConnection(),
                resolved.config());
    }

    private static PooledConnection cached(PooledConnection fresh, DriverConfig config) throws SQLException {
        Optional<Placement> placement = CachingPooledConnection.place(fresh, config);
        return placement.isEmpty() ? fresh : new CachingPooledConnection(fresh, placement.get());
    }
}
