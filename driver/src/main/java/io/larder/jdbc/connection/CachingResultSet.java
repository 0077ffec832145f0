package io.larder.jdbc.connection;

import io.larder.jdbc.cache.SqlCall;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The driver's own ResultSet, which knows the application's statement, hands out no array that the cache still holds, and
 * announces what is written through it.
 */
final class CachingResultSet extends DelegatingResultSet implements ResultSet {
    private final CachingStatement statement;

    CachingResultSet(CachingStatement statement, ResultSet delegate) {
        super(delegate);
        this.statement = statement;
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        // Asked for its errors, and for results that have no statement.
        return delegate.getStatement() == null ? null : statement;
    }

    @Override
    public byte[] getBytes(int columnIndex) throws SQLException {
        return copy(delegate.getBytes(columnIndex));
    }

    @Override
    public byte[] getBytes(String columnLabel) throws SQLException {
        return copy(delegate.getBytes(columnLabel));
    }

    @Override
    public Array getArray(int columnIndex) throws SQLException {
        return statement.connection.handedOut(delegate.getArray(columnIndex));
    }

    @Override
    public Array getArray(String columnLabel) throws SQLException {
        return statement.connection.handedOut(delegate.getArray(columnLabel));
    }

    @Override
    public Object getObject(int columnIndex) throws SQLException {
        return copy(delegate.getObject(columnIndex));
    }

    @Override
    public Object getObject(String columnLabel) throws SQLException {
        return copy(delegate.getObject(columnLabel));
    }

    @Override
    public Object getObject(int columnIndex, Map<String, Class<?>> map) throws SQLException {
        return copy(delegate.getObject(columnIndex, map));
    }

    @Override
    public Object getObject(String columnLabel, Map<String, Class<?>> map) throws SQLException {
        return copy(delegate.getObject(columnLabel, map));
    }

    @Override
    public <T> T getObject(int columnIndex, Class<T> type) throws SQLException {
        return copy(delegate.getObject(columnIndex, type));
    }

    @Override
    public <T> T getObject(String columnLabel, Class<T> type) throws SQLException {
        return copy(delegate.getObject(columnLabel, type));
    }

    @Override
    public void insertRow() throws SQLException {
        write(delegate::insertRow);
    }

    @Override
    public void updateRow() throws SQLException {
        write(delegate::updateRow);
    }

    @Override
    public void deleteRow() throws SQLException {
        write(delegate::deleteRow);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        if (delegate.isWrapperFor(type)) {
            // Whatever it is asked for as, it leads to the driver's own statement and connection.
            statement.connection.vendorAccess();
        }
        return delegate.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || delegate.isWrapperFor(type);
    }

    /** Runs a row operation of an updatable result. */
    private void write(SqlCall.Action operation) throws SQLException {
        statement.connection.runner().unknown(SqlCall.of(operation));
    }

    /** Some drivers return the array in which the row arrived, and the cache holds that row. */
    @SuppressWarnings("unchecked")
    private <T extends @Nullable Object> T copy(T value) throws SQLException {
        return value instanceof byte[] bytes ? (T) bytes.clone() : statement.connection.handedOut(value);
    }
}
