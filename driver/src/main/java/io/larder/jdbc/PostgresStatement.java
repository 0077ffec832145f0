package io.larder.jdbc;

import java.sql.Statement;
import org.postgresql.PGStatement;

/** A statement of PostgreSQL's. */
final class PostgresStatement extends CachingStatement implements PostgresStatementType {
    PostgresStatement(CachingConnection connection, Statement delegate, StatementSettings settings) {
        super(connection, delegate, settings);
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
