package io.larder.jdbc;

import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.config.ResolvedConfig;
import io.larder.jdbc.connection.CachingPooledConnection;
import io.larder.jdbc.connection.CachingXAConnection;
import io.larder.jdbc.connection.Placement;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.XAConnection;
import javax.sql.XADataSource;

/**
 * An XADataSource whose connections answer repeated queries from memory, and whose branches of global transactions are
 * followed through prepare, commit, rollback and recovery: either around the XADataSource of the database's driver, or for a
 * URL of PostgreSQL, H2 or MariaDB. To be configured before it is used by several threads; then thread-safe.
 */
public final class LarderXADataSource extends LarderCommonDataSource<XADataSource> implements XADataSource {
    /** An XADataSource to be configured by its properties. */
    public LarderXADataSource() {
        super(null);
    }

    /** An XADataSource around another one, with options from the environment and {@code larder.properties}. */
    public LarderXADataSource(XADataSource target) {
        super(target);
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        XADataSource wrapped = target();
        if (wrapped != null) {
            return cached(wrapped.getXAConnection(), config());
        }
        ResolvedConfig resolved = resolvedUrl();
        return cached(
                VendorDataSource.of(XADataSource.class, resolved, getUser(), password())
                        .getXAConnection(),
                resolved.config());
    }

    @Override
    public XAConnection getXAConnection(String asUser, String withPassword) throws SQLException {
        XADataSource wrapped = target();
        if (wrapped != null) {
            return cached(wrapped.getXAConnection(asUser, withPassword), config());
        }
        ResolvedConfig resolved = resolvedUrl();
        return cached(
                VendorDataSource.of(XADataSource.class, resolved, asUser, withPassword)
                        .getXAConnection(),
                resolved.config());
    }

    private static XAConnection cached(XAConnection fresh, DriverConfig config) throws SQLException {
        Optional<Placement> placement = CachingPooledConnection.place(fresh, config);
        return placement.isEmpty() ? fresh : new CachingXAConnection(fresh, placement.get());
    }
}
