package io.larder.jdbc;

import java.sql.Connection;

/** Placeholder: replaced by the hand-written class. */
class CachingConnection extends DelegatingConnection {
    CachingConnection(Connection delegate) {
        super(delegate);
    }
}
