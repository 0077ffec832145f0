package io.larder.jdbc.connection;

import io.larder.jdbc.statement.StatementSettings;
import java.sql.PreparedStatement;
import org.postgresql.PGStatement;

/** A prepared statement of PostgreSQL's. */
final class PostgresPreparedStatement extends CachingPreparedStatement
        implements PreparedStatement, PGStatement, PostgresStatementType {
    PostgresPreparedStatement(
            CachingConnection connection, PreparedStatement prepared, StatementSettings settings, String sql) {
        super(connection, prepared, settings, sql);
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
