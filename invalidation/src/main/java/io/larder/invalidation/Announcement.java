package io.larder.invalidation;

import io.larder.sql.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes on their way to the database. Closed once, by the first of its closing methods; thread-safe. */
public final class Announcement {
    private static final TableClock[] NO_CLOCKS = {};

    private final TableClocks owner;
    private final TableClock[] clocks;
    private final Change change;
    private final List<Announcement> elsewhere;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Consumer<Boolean> listener;

    Announcement(TableClocks owner, TableClock[] clocks, Change change) {
        this(owner, clocks, change, List.of());
    }

    private Announcement(TableClocks owner, TableClock[] clocks, Change change, List<Announcement> elsewhere) {
        this.owner = owner;
        this.clocks = clocks;
        this.change = change;
        this.elsewhere = elsewhere;
    }

    /** Returns what is announced, for who has to announce it once more. */
    public Change change() {
        return change;
    }

    /** Returns one that is to be closed in the place of this and others, which are about the same changes, and closes them. */
    public Announcement togetherWith(List<Announcement> others) {
        List<Announcement> all = new ArrayList<>(others);
        all.add(this);
        return new Announcement(owner, NO_CLOCKS, change, List.copyOf(all));
    }

    /**
     * Says who must be told of the outcome: true if the changes are, or may be, in the database. To be called once, before
     * anybody can close it; called after this process knows of the outcome.
     */
    public void whenClosed(Consumer<Boolean> told) {
        listener = told;
    }

    void open() {
        for (TableClock clock : clocks) {
            clock.opens();
        }
    }

    /** The changes are, or may be, in the database: all answers from before are dead. */
    public void committed() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        elsewhere.forEach(Announcement::committed);
        if (clocks.length > 0) {
            // Taken now and not at the announcement: a reader that took its stamp in between may have read old rows.
            long position = owner.advance();
            for (TableClock clock : clocks) {
                clock.closesChanged(position);
            }
        }
        tell(true);
    }

    /** The changes are certainly not in the database and never will be: all answers stay good. */
    public void rolledBack() {
        if (closed.compareAndSet(false, true)) {
            for (TableClock clock : clocks) {
                clock.closesUnchanged();
            }
            elsewhere.forEach(Announcement::rolledBack);
            tell(false);
        }
    }

    private void tell(boolean committed) {
        Consumer<Boolean> told = listener;
        if (told != null) {
            told.accept(committed);
        }
    }

    /**
     * The connection was lost before the database answered: the COMMIT may take effect now, later or never. Nothing is
     * served or stored until the hold is over; then the changes count as committed.
     *
     * @param hold how long the database may still be at work on it
     * @return completes when the hold is over
     */
    public CompletableFuture<Void> outcomeUnknown(Duration hold) {
        return CompletableFuture.runAsync(
                this::committed,
                CompletableFuture.delayedExecutor(hold.toNanos(), TimeUnit.NANOSECONDS, Runnable::run));
    }
}
