package io.larder.jdbc;

import java.sql.Statement;

/** Placeholder: replaced by the hand-written class. */
class CachingStatement extends DelegatingStatement {
    CachingStatement(CachingConnection connection, Statement delegate, StatementSettings settings) {
        super(delegate);
    }
}
