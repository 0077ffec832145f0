package io.larder.jdbc;

import java.sql.CallableStatement;

/** A call of a procedure: never cached, assumed to write anything. */
final class CachingCallableStatement extends DelegatingCallableStatement {
    CachingCallableStatement(
            CachingConnection connection, CallableStatement callable, StatementSettings settings, String sql) {
        super(connection, callable, settings, sql);
    }
}
