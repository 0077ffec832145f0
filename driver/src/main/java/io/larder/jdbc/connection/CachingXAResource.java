package io.larder.jdbc.connection;

import io.larder.invalidation.Announcement;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.transaction.FailedStatements;
import io.larder.jdbc.transaction.PhysicalTransaction;
import io.larder.sql.Change;
import java.sql.SQLException;
import java.util.Base64;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The branches of global transactions that one connection of a resource manager begins, prepares and ends (X/Open XA, and
 * the Jakarta Transactions specification, section 3.4).
 *
 * <p>What a branch has written is announced before its commit. Between prepare and commit the announcement belongs to the
 * database: any connection may commit, by the branch's identifier, and announces it once more. Who commits a branch of which
 * nothing is known here (this process was started anew, say) commits anything. Where the outcome is not known,
 * {@code larder.orphanHold} is waited for, and the branch counts as committed.
 */
final class CachingXAResource implements XAResource {
    private final XAResource delegate;
    private final Placement placement;
    private final CachedDatabase database;
    private final PhysicalTransaction transaction;
    private final Runnable whenEnded;
    /** The branch that was begun here and is neither prepared nor ended. */
    private volatile @Nullable String begun;

    CachingXAResource(XAResource delegate, Placement placement, Runnable whenEnded) {
        this.delegate = delegate;
        this.whenEnded = whenEnded;
        this.placement = placement;
        this.database = placement.database();
        this.transaction = placement.transaction();
    }

    XAResource delegate() {
        return delegate;
    }

    /** Returns the name of a branch; it is the one under which pgjdbc prepares it. */
    private static String name(@Nullable Xid xid) {
        if (xid == null) {
            // The driver will say what it thinks of that.
            return "";
        }
        Base64.Encoder encoder = Base64.getEncoder();
        return xid.getFormatId()
                + "_"
                + encoder.encodeToString(xid.getGlobalTransactionId())
                + "_"
                + encoder.encodeToString(xid.getBranchQualifier());
    }

    /** A call of the driver's resource. */
    private interface Call {
        void run() throws XAException;
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        // Some drivers commit what is open.
        Announcement announcement = database.announce(transaction.pending());
        try {
            delegate.start(xid, flags);
        } finally {
            announcement.committed();
        }
        begun = name(xid);
        transaction.isBranch(true);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        delegate.end(xid, flags);
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        transaction.lock();
        try {
            Change written = isBegun(xid) ? transaction.pendingBySchemaOf(database) : Change.EVERYTHING;
            Announcement announcement = database.announce(written);
            int vote = prepare(xid, announcement);
            if (!written.isNothing()) {
                // Whatever it voted: pgjdbc votes "read-only" for connections that are set to be, and prepares.
                database.holdPrepared(name(xid), announcement);
            }
            ended(xid);
            return vote;
        } finally {
            transaction.unlock();
        }
    }

    private int prepare(Xid xid, Announcement announcement) throws XAException {
        try {
            return delegate.prepare(xid);
        } catch (XAException failure) {
            if (isRollback(failure) || isRefused(failure)) {
                announcement.rolledBack();
            } else {
                outcomeUnknown(announcement);
            }
            throw failure;
        } catch (RuntimeException | Error failure) {
            outcomeUnknown(announcement);
            throw failure;
        }
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        transaction.lock();
        try {
            Announcement prepared = database.takePrepared(name(xid));
            boolean known = prepared != null || isBegun(xid);
            Change written = known ? transaction.pendingBySchemaOf(database) : Change.EVERYTHING;
            // Once more: the lease that it was prepared under may be over, and the others may have given it up.
            Announcement announcement = database.announce(prepared == null ? written : written.and(prepared.change()));
            finish(xid, prepared, announcement, () -> delegate.commit(xid, onePhase));
            if (prepared != null) {
                prepared.committed();
            }
        } finally {
            transaction.unlock();
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        transaction.lock();
        try {
            Announcement prepared = database.takePrepared(name(xid));
            // Some drivers commit what else is open on the connection.
            Announcement announcement = database.announce(isBegun(xid) ? Change.NOTHING : transaction.pending());
            finish(xid, prepared, announcement, () -> delegate.rollback(xid));
            if (prepared != null) {
                prepared.rolledBack();
            }
        } finally {
            transaction.unlock();
        }
    }

    private void finish(Xid xid, @Nullable Announcement prepared, Announcement announcement, Call call)
            throws XAException {
        try {
            call.run();
            announcement.committed();
            ended(xid);
        } catch (XAException failure) {
            failed(xid, prepared, announcement, failure);
            throw failure;
        } catch (RuntimeException | Error failure) {
            outcomeUnknown(announcement);
            outcomeUnknown(prepared);
            throw failure;
        }
    }

    private void failed(Xid xid, @Nullable Announcement prepared, Announcement announcement, XAException failure) {
        if (isRefused(failure)) {
            // Nothing has happened to the branch; who asks next may be luckier.
            announcement.committed();
            if (prepared != null) {
                database.holdPrepared(name(xid), prepared);
            }
        } else if (isRollback(failure) || isOver(failure)) {
            announcement.committed();
            if (prepared != null) {
                prepared.committed();
            }
            ended(xid);
        } else {
            outcomeUnknown(announcement);
            outcomeUnknown(prepared);
        }
    }

    private boolean isRefused(XAException failure) {
        return switch (failure.errorCode) {
            case XAException.XA_RETRY, XAException.XAER_PROTO, XAException.XAER_INVAL, XAException.XAER_OUTSIDE -> true;
            case XAException.XAER_RMERR ->
                failure.getCause() instanceof SQLException cause
                        && !database.support().outcomeUnknown(cause);
            default -> false;
        };
    }

    private static boolean isRollback(XAException failure) {
        return failure.errorCode >= XAException.XA_RBBASE && failure.errorCode <= XAException.XA_RBEND;
    }

    /** By somebody's decision, or before this call. */
    private static boolean isOver(XAException failure) {
        return switch (failure.errorCode) {
            case XAException.XA_HEURCOM,
                    XAException.XA_HEURRB,
                    XAException.XA_HEURMIX,
                    XAException.XA_HEURHAZ,
                    XAException.XAER_NOTA -> true;
            default -> false;
        };
    }

    private void outcomeUnknown(@Nullable Announcement announcement) {
        if (announcement != null) {
            FailedStatements.outcomeUnknown(announcement, placement.config().orphanHold());
        }
    }

    /** The branch is no longer this connection's. */
    private void ended(Xid xid) {
        if (isBegun(xid)) {
            begun = null;
            transaction.isBranch(false);
            transaction.ended();
            whenEnded.run();
        }
    }

    private boolean isBegun(Xid xid) {
        return name(xid).equals(begun);
    }

    @Override
    public void forget(Xid xid) throws XAException {
        try {
            delegate.forget(xid);
        } finally {
            database.finishPrepared(name(xid));
        }
    }

    @Override
    public Xid[] recover(int flags) throws XAException {
        return delegate.recover(flags);
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return delegate.isSameRM(other instanceof CachingXAResource ours ? ours.delegate : other);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return delegate.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return delegate.setTransactionTimeout(seconds);
    }
}
