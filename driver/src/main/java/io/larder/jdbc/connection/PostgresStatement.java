package io.larder.jdbc.connection;

import io.larder.jdbc.statement.StatementSettings;
import java.sql.Statement;
import org.postgresql.PGStatement;

/** A statement of PostgreSQL's. It declares anew what it inherits, because wrappers look at declared interfaces. */
final class PostgresStatement extends CachingStatement implements Statement, PGStatement, PostgresStatementType {
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
