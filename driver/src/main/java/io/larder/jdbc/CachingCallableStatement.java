package io.larder.jdbc;

import java.sql.CallableStatement;

/** A call, never answered from the cache: its parameters can be bound by name, and it can give more than rows. */
class CachingCallableStatement extends DelegatingCallableStatement {
    CachingCallableStatement(
            CachingConnection connection, CallableStatement callable, StatementSettings settings, String sql) {
        super(connection, callable, settings, sql);
    }
}
