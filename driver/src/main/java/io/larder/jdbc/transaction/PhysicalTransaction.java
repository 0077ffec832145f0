package io.larder.jdbc.transaction;

import io.larder.invalidation.Stamp;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Session;
import io.larder.sql.Change;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the transaction of one physical connection. Of a pooled one, it outlives the connections that are handed
 * out for it one after the other. Writes and ends of transactions exclude each other by its lock.
 *
 * <p>The state of {@link TransactionScope} and the classes behind it, which alone know what follows from it. Its fields are
 * volatile for threads that share a connection.
 */
public final class PhysicalTransaction {
    private final boolean pooled;
    private final ReentrantLock writing = new ReentrantLock();
    /** Shared by all that read. */
    private final ReentrantReadWriteLock reading = new ReentrantReadWriteLock();

    private volatile Change pending = Change.NOTHING;
    /** Whether it has run what may have written more than the pending changes, and has certainly not committed. */
    private volatile boolean unproven;

    /** Whether anything of it is there for more than queries of which nothing is known. */
    private volatile boolean refusable;

    private final AtomicLong writes = new AtomicLong();
    /** Before the first of the pending changes was found out. */
    private volatile Stamp schemaKnownAt = new Stamp(0);
    /** Not later than what it sees at REPEATABLE READ, once its first statement was sent. */
    volatile @Nullable Stamp snapshot;
    /** Of the same moment, {@link System#nanoTime}. */
    volatile long snapshotNanos;
    /** Whether its snapshot is known to have been taken and not to have ended, where that has to be seen. */
    volatile boolean snapshotSeen;
    /** Whether the latest statement failed, after which some databases do not say where the transaction stands. */
    volatile boolean latestFailed;
    /** Whether text gave it modes that are not followed. */
    volatile boolean modesByText;
    /** Whether the next statement has modes of its own even if it is a transaction of its own. */
    volatile boolean nextShaped;
    /** Whether a query of it may have been served, of which the database then knows nothing. */
    volatile boolean mayHaveServed;

    private volatile boolean inBranch;
    private volatile @Nullable Session session;

    private PhysicalTransaction(boolean pooled) {
        this.pooled = pooled;
    }

    /** Of a connection that the application has for itself: it ends with it. */
    public static PhysicalTransaction ofOneConnection() {
        return new PhysicalTransaction(false);
    }

    /** Of a pooled or XA connection, for which connections are handed out one after the other. */
    public static PhysicalTransaction ofPooledConnection() {
        return new PhysicalTransaction(true);
    }

    /** From now on it is seen by this session. */
    void seenBy(Session latest) {
        session = latest;
    }

    /** Keeps other threads from writing and from ending the transaction, until {@link #unlock}. */
    public void lock() {
        writing.lock();
    }

    /** As {@link #lock}, but without waiting; returns false if another thread is at it. */
    public boolean tryLock() {
        return writing.tryLock();
    }

    /** To be called as often as {@link #lock}, by the same thread. */
    public void unlock() {
        writing.unlock();
    }

    /** A statement that writes nothing runs from now on; waits while such statements are excluded. */
    void readingStarts() {
        reading.readLock().lock();
    }

    void readingEnds() {
        reading.readLock().unlock();
    }

    /** From now on other threads wait before they read; false, and they do not, if one of them is at it. */
    boolean tryExcludeReading() {
        return reading.writeLock().tryLock();
    }

    void admitReading() {
        reading.writeLock().unlock();
    }

    /** Returns what it may have written. */
    public Change pending() {
        return unproven ? Change.EVERYTHING : pending;
    }

    /** Returns whether the database knows better than {@link #pending} what it has written. */
    boolean isUnproven() {
        return unproven;
    }

    /** It runs what may write anything, and does not commit it. */
    void writeUnproven() {
        unproven = true;
        writes.incrementAndGet();
    }

    /** @param knownAt taken before the change was found out */
    public void write(Change change, Stamp knownAt) {
        refusable = true;
        remember(change, knownAt);
    }

    /** It runs a query, which most likely writes nothing, while the schema is not known, which would say so. */
    void unknownRead(Stamp knownAt) {
        remember(Change.EVERY_ROW, knownAt);
    }

    private void remember(Change change, Stamp knownAt) {
        if (pending.isNothing()) {
            schemaKnownAt = knownAt;
        }
        pending = pending.and(change);
        // Last: who sees the number sees the change.
        writes.incrementAndGet();
    }

    /** Returns whether it may be refused because others cannot be told of it: not if it has only asked. */
    boolean isRefusable() {
        return refusable || unproven;
    }

    /** Returns how many writes it has begun; another number means that another thread has written meanwhile. */
    long writes() {
        return writes.get();
    }

    /** A query of it may be served from here on. */
    void mayBeServed() {
        // Looked at first: each hit comes by here, and writing what is there already costs more than reading it.
        if (!mayHaveServed) {
            mayHaveServed = true;
        }
    }

    /** Before COMMIT, as {@link #provenBySchemaOf}, with all that is unproven. */
    public Change pendingBySchemaOf(CachedDatabase database) {
        return unproven ? Change.EVERYTHING : provenBySchemaOf(database);
    }

    /** Before COMMIT: a foreign key or trigger that came meanwhile may have written elsewhere. */
    Change provenBySchemaOf(CachedDatabase database) {
        if (!pending.isNothing() && database.schemaChangedSince(schemaKnownAt)) {
            pending = pending.and(Change.EVERY_ROW);
        }
        return pending;
    }

    /** It is over. */
    public void ended() {
        pending = Change.NOTHING;
        unproven = false;
        refusable = false;
        modesByText = false;
        nextShaped = false;
        if (!latestFailed) {
            // Else there may have been one to end, of which the driver knew as little: its COMMIT was not sent.
            snapshot = null;
        }
        snapshotSeen = false;
        mayHaveServed = false;
        Session latest = session;
        if (latest != null) {
            latest.transactionEnded();
        }
    }

    /** The database has answered, or not. */
    void answered(boolean success) {
        if (!success) {
            snapshotSeen = false;
        }
        latestFailed = !success;
    }

    /** Returns whether it may go on when the connection that the application has is closed. */
    boolean isPooled() {
        return pooled;
    }

    /** Returns whether it is a branch of a global transaction, which only its XAResource ends. */
    public boolean isBranch() {
        return inBranch;
    }

    /** It has begun to be a branch, or is none any more. */
    public void isBranch(boolean begun) {
        inBranch = begun;
    }
}
