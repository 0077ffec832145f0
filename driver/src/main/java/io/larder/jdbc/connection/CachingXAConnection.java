package io.larder.jdbc.connection;

import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** A pooled connection that takes part in global transactions. */
public final class CachingXAConnection extends CachingPooledConnection implements XAConnection {
    private final XAConnection delegate;
    private @Nullable CachingXAResource resource;

    public CachingXAConnection(XAConnection delegate, Placement placement) {
        super(delegate, placement);
        this.delegate = delegate;
    }

    @Override
    public synchronized XAResource getXAResource() throws SQLException {
        XAResource theirs = delegate.getXAResource();
        if (resource == null || resource.delegate() != theirs) {
            resource = new CachingXAResource(theirs, placement, this::branchEnded);
        }
        return resource;
    }
}
