package io.larder.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** The driver's own metadata, which knows the application's connection. */
final class CachingDatabaseMetaData extends DelegatingDatabaseMetaData {
    private final CachingConnection connection;

    CachingDatabaseMetaData(CachingConnection connection, DatabaseMetaData delegate) {
        super(delegate);
        this.connection = connection;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connection;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        if (DatabaseMetaData.class.isAssignableFrom(type) && delegate.isWrapperFor(type)) {
            // It leads to the driver's own connection.
            connection.vendorAccess();
        }
        return delegate.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || delegate.isWrapperFor(type);
    }
}
