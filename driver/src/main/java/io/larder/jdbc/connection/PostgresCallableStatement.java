package io.larder.jdbc.connection;

import io.larder.jdbc.statement.StatementSettings;
import java.sql.CallableStatement;
import org.postgresql.PGStatement;

/** A call of PostgreSQL's. */
final class PostgresCallableStatement extends CachingCallableStatement
        implements CallableStatement, PGStatement, PostgresStatementType {
    PostgresCallableStatement(
            CachingConnection connection, CallableStatement callable, StatementSettings settings, String sql) {
        super(connection, callable, settings, sql);
    }

    @Override
    public PGStatement vendor() {
        return (PGStatement) delegate;
    }

    @Override
    public void formChanged() {
        settings.changed();
    }
}
