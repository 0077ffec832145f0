package io.larder.jdbc.connection;

import io.larder.jdbc.statement.StatementSettings;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.SQLException;
import java.util.Map;

/** A call, never answered from the cache: its parameters can be bound by name, and it can give more than rows. */
class CachingCallableStatement extends DelegatingCallableStatement implements CallableStatement {
    CachingCallableStatement(
            CachingConnection connection, CallableStatement callable, StatementSettings settings, String sql) {
        super(connection, callable, settings, sql);
    }

    @Override
    public Array getArray(int parameterIndex) throws SQLException {
        return connection.handedOut(callable.getArray(parameterIndex));
    }

    @Override
    public Array getArray(String parameterName) throws SQLException {
        return connection.handedOut(callable.getArray(parameterName));
    }

    @Override
    public Object getObject(int parameterIndex) throws SQLException {
        return connection.handedOut(callable.getObject(parameterIndex));
    }

    @Override
    public Object getObject(String parameterName) throws SQLException {
        return connection.handedOut(callable.getObject(parameterName));
    }

    @Override
    public Object getObject(int parameterIndex, Map<String, Class<?>> map) throws SQLException {
        return connection.handedOut(callable.getObject(parameterIndex, map));
    }

    @Override
    public Object getObject(String parameterName, Map<String, Class<?>> map) throws SQLException {
        return connection.handedOut(callable.getObject(parameterName, map));
    }

    @Override
    public <T> T getObject(int parameterIndex, Class<T> type) throws SQLException {
        return connection.handedOut(callable.getObject(parameterIndex, type));
    }

    @Override
    public <T> T getObject(String parameterName, Class<T> type) throws SQLException {
        return connection.handedOut(callable.getObject(parameterName, type));
    }
}
