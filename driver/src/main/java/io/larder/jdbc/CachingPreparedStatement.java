package io.larder.jdbc;

import java.sql.PreparedStatement;

/** Placeholder: replaced by the hand-written class. */
class CachingPreparedStatement extends DelegatingPreparedStatement {
    CachingPreparedStatement(
            CachingConnection connection, PreparedStatement prepared, StatementSettings settings, String sql) {
        super(connection, prepared, settings);
    }
}
