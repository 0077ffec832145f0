package io.larder.invalidation.hub;

import io.larder.sql.Change;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The intents of this process that are not closed at the hub yet: open ones, and those of which the hub has not been told the
 * outcome. Thread-safe.
 */
final class OwnIntents {
    /** After this time a request whose reply never came cannot arrive any more. */
    private static final long LOST_AFTER = Duration.ofSeconds(60).toNanos();
    /** After this time a request has arrived, unless it is lost or very late. */
    private static final long LATE_AFTER = Duration.ofMillis(500).toNanos();

    private final NodeId self;
    private final Hub hub;
    private final Map<Long, OwnIntent> byNonce = new LinkedHashMap<>();
    private final Unsettled unsettled = new Unsettled();
    /** Intents of this process in the log that it knows no more, by position: of requests that arrived after the close. */
    private final Map<Long, Stray> strays = new HashMap<>();

    OwnIntents(NodeId self, Hub hub) {
        this.self = self;
        this.hub = hub;
    }

    /** @param lease in force; null if there is none */
    synchronized OwnIntent begin(Change change, long nanoTime, @Nullable Lease lease) {
        return begin(new OwnIntent(change, nanoTime), lease);
    }

    /** @param lease in force; null if there is none */
    synchronized OwnIntent begin(OwnIntent intent, @Nullable Lease lease) {
        unsettled.begin(intent, lease);
        byNonce.put(intent.nonce(), intent);
        return intent;
    }

    /** The hub's reply says where one of them is. */
    synchronized void standsAt(String epoch, LogPosition at) {
        OwnIntent intent = byNonce.get(at.nonce());
        if (intent != null) {
            intent.standsAt(epoch, at.number());
        }
    }

    private record Stray(String epoch, Change change, long seenAt) {}

    /** One of them was seen in the log. */
    synchronized void seen(String epoch, LogEntry.Intent entry, long nanoTime) {
        if (byNonce.containsKey(entry.at().nonce())) {
            standsAt(epoch, entry.at());
        } else {
            strays.put(entry.at().number(), new Stray(epoch, entry.change(), nanoTime));
        }
    }

    /**
     * One of them was seen to be closed in the log. If others have closed it, as if this process were gone, what is still open
     * is announced again.
     *
     * @param lease in force; null if there is none
     */
    void seenClosed(String epoch, long position, @Nullable Lease lease) {
        synchronized (this) {
            strays.remove(position);
            for (OwnIntent intent : unsettled.all()) {
                if (intent.isAt(epoch, position) && intent.committed() != null) {
                    unsettled.seenClosed(intent, lease);
                }
            }
        }
        for (OwnIntent intent : copy()) {
            if (wasOpenAt(intent, epoch, position)) {
                hub.announce(self, epoch, intent.nonce(), intent.change());
            }
        }
    }

    /** Returns whether none is open, and the hub has been told of all. */
    synchronized boolean areAllTold() {
        return byNonce.isEmpty();
    }

    /** Returns whether one of these tables may have been changed by this process, and the log does not show it yet. */
    boolean mayHaveChanged(Set<TableName> tables) {
        return unsettled.mayHaveChanged(tables);
    }

    /** The outcome is known: tells the hub, now or when it can be reached. */
    void close(OwnIntent intent, boolean committed, @Nullable String epoch, long nanoTime) {
        synchronized (this) {
            intent.closed(committed);
        }
        if (!committed) {
            unsettled.rolledBack(intent);
        }
        tell(intent, epoch, nanoTime);
    }

    /** Tries again what the hub has not been told yet; to be called while it answers. */
    void tellAgain(String epoch, long nanoTime) {
        for (OwnIntent intent : copy()) {
            if (intent.committed() == null) {
                announceIfUnheard(intent, epoch, nanoTime);
            } else if (!tell(intent, epoch, nanoTime)) {
                announceLate(intent, epoch, nanoTime);
            }
        }
        closeStrays(epoch, nanoTime);
    }

    /** What is on its way to the database must be known in this memory of the hub; that it is open twice cannot be. */
    private void announceIfUnheard(OwnIntent intent, String epoch, long nanoTime) {
        if (!stands(intent, epoch) && nanoTime - intent.madeAt() > LATE_AFTER) {
            hub.announce(self, epoch, intent.nonce(), intent.change());
        }
    }

    private synchronized boolean stands(OwnIntent intent, String epoch) {
        return intent.standsIn(epoch);
    }

    /** Nobody else would: their process is alive. */
    private void closeStrays(String epoch, long nanoTime) {
        Map<Long, Stray> late = new HashMap<>();
        synchronized (this) {
            strays.values().removeIf(stray -> !stray.epoch().equals(epoch));
            strays.forEach((position, stray) -> {
                if (nanoTime - stray.seenAt() > LATE_AFTER) {
                    late.put(position, stray);
                }
            });
            strays.keySet().removeAll(late.keySet());
        }
        late.forEach((position, stray) -> hub.close(self, epoch, position, true, stray.change())
                .thenAccept(reply -> {
                    if (!(reply instanceof Reply.Done)) {
                        again(position, stray);
                    }
                }));
    }

    private synchronized void again(long position, Stray stray) {
        strays.put(position, stray);
    }

    /** The hub's memory is new: whatever is, or may be, on its way to the database must be known in it. */
    void announceAgain(String epoch) {
        for (OwnIntent intent : copy()) {
            if (!Boolean.FALSE.equals(intent.committed())) {
                hub.announce(self, epoch, intent.nonce(), intent.change());
            }
        }
    }

    private synchronized boolean wasOpenAt(OwnIntent intent, String epoch, long position) {
        boolean open = intent.isAt(epoch, position) && intent.committed() == null;
        if (open) {
            intent.isNowhere();
        }
        return open;
    }

    private synchronized List<OwnIntent> copy() {
        return new ArrayList<>(byNonce.values());
    }

    /** Returns false if the hub does not know the intent, as far as is known. */
    private boolean tell(OwnIntent intent, @Nullable String epoch, long nanoTime) {
        Boolean outcome;
        long position;
        synchronized (this) {
            outcome = intent.committed();
            position = intent.position();
            if (epoch == null || outcome == null || !intent.standsIn(epoch)) {
                return false;
            }
            if (!intent.mayBeTold(nanoTime)) {
                return true;
            }
        }
        hub.close(self, epoch, position, outcome, intent.change()).thenAccept(reply -> {
            if (reply instanceof Reply.Done) {
                forget(intent);
            }
        });
        return true;
    }

    private void announceLate(OwnIntent intent, String epoch, long nanoTime) {
        if (Boolean.TRUE.equals(intent.committed())) {
            // Its place in the log will be read there, and then it is closed.
            hub.announce(self, epoch, intent.nonce(), intent.change());
        } else if (nanoTime - intent.madeAt() > LOST_AFTER) {
            forget(intent);
        }
    }

    private synchronized void forget(OwnIntent intent) {
        byNonce.remove(intent.nonce(), intent);
        unsettled.told(intent);
    }
}
