package io.larder.jdbc.connection;

import io.larder.invalidation.Announcement;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.transaction.PhysicalTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEventListener;
import org.jspecify.annotations.Nullable;

/**
 * A pooled connection of the database's driver, which hands out connections with the cache around them. As thread-safe as
 * the driver's own.
 */
public class CachingPooledConnection implements PooledConnection {
    final Placement placement;
    private final PooledConnection delegate;
    private final Map<ConnectionEventListener, ConnectionEventListener> listeners = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable CachingConnection latest;

    public CachingPooledConnection(PooledConnection delegate, Placement placement) {
        this.delegate = delegate;
        this.placement = placement;
        placement.database().connectionOpened();
    }

    /** Finds out where a pooled connection leads. Empty if nothing is known of its driver. */
    public static Optional<Placement> place(PooledConnection fresh, DriverConfig config) throws SQLException {
        try (Connection handle = fresh.getConnection()) {
            Optional<Placement> placement =
                    ConnectionOpener.place(handle, config, PhysicalTransaction.ofPooledConnection());
            if (placement.isPresent()) {
                // Closed with the handle.
                placement.get().first(handle).close();
            }
            return placement;
        } catch (SQLException | RuntimeException failure) {
            fresh.close();
            throw failure;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        PhysicalTransaction transaction = placement.transaction();
        if (transaction.isBranch()) {
            return next(delegate.getConnection());
        }
        // What the last one left open ends here: it is rolled back or committed, as the driver likes it.
        Announcement announcement = placement.database().announce(transaction.pending());
        try {
            Connection next = delegate.getConnection();
            transaction.ended();
            return next(next);
        } finally {
            announcement.committed();
        }
    }

    private CachingConnection next(Connection driverConnection) throws SQLException {
        CachingConnection next = placement.next(driverConnection);
        latest = next;
        return next;
    }

    /** A branch has ended: a moment at which the schema can be read, if the application has a connection. */
    final void branchEnded() {
        CachingConnection open = latest;
        try {
            if (open != null && !open.isClosed()) {
                open.runner().transactionEnded();
            }
        } catch (SQLException | RuntimeException lost) {
            // The application will be told by what it does next.
        }
    }

    @Override
    public void close() throws SQLException {
        Announcement announcement =
                placement.database().announce(placement.transaction().pending());
        try {
            delegate.close();
        } finally {
            announcement.committed();
            if (!closed.getAndSet(true)) {
                placement.database().connectionClosed();
            }
        }
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        ConnectionEventListener ours = new Listener(listener);
        listeners.put(listener, ours);
        delegate.addConnectionEventListener(ours);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        ConnectionEventListener ours = listeners.remove(listener);
        delegate.removeConnectionEventListener(ours == null ? listener : ours);
    }

    @Override
    public void addStatementEventListener(StatementEventListener listener) {
        delegate.addStatementEventListener(listener);
    }

    @Override
    public void removeStatementEventListener(StatementEventListener listener) {
        delegate.removeStatementEventListener(listener);
    }

    @Override
    public String toString() {
        return delegate.toString();
    }

    /** Tells a listener of what happened to the pooled connection that it knows. */
    private final class Listener implements ConnectionEventListener {
        private final ConnectionEventListener application;

        Listener(ConnectionEventListener application) {
            this.application = application;
        }

        @Override
        public void connectionClosed(ConnectionEvent event) {
            application.connectionClosed(ours(event));
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            application.connectionErrorOccurred(ours(event));
        }

        private ConnectionEvent ours(ConnectionEvent event) {
            return new ConnectionEvent(CachingPooledConnection.this, event.getSQLException());
        }
    }
}
