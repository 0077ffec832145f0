package io.larder.cache.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which texts are worth a shared store, by what was measured of each: how long the database takes for it, how long the store,
 * and how often the store has its answer. Moving averages; now and then a text is tried that was not worth it. Thread-safe.
 */
public final class Earnings {
    /** One in so many look-ups that do not pay is done to see whether they do now. */
    private static final int EXPLORED = 32;
    /** What the latest measurement counts for. */
    private static final double WEIGHT = 0.125;
    /** The first ones load classes. */
    private static final int COLD = 8;
    /** Taking turns is three questions to the store, for who asks the database in the end. */
    private static final int TURN_FACTOR = 20;
    /** How soon it is believed that the store has become slower. */
    private static final double SLOWER = 0.02;
    /** So many times a text is asked for without taking turns after somebody has waited in vain. */
    private static final int ALONE = 64;

    private final Cache<String, Text> texts;
    private final Text all = new Text();
    private final AtomicInteger cold = new AtomicInteger(COLD);

    /** @param maximumTexts how many are remembered */
    public Earnings(int maximumTexts) {
        texts = Caffeine.newBuilder()
                .maximumSize(maximumTexts)
                .executor(Runnable::run)
                .build();
    }

    /** Returns whether the store is to be asked for an answer of a text. */
    public boolean mayAsk(String text) {
        return of(text).mayAsk(all.storeNanos());
    }

    /** Returns whether an answer of a text is to be given to the store. */
    public boolean mayKeep(String text) {
        return of(text).mayKeep(all.storeNanos());
    }

    /**
     * Returns whether who asks the database for a text had better let another process do so: it takes the database long, but
     * not longer than anybody is ready to wait.
     */
    public boolean isWorthATurn(String text, long patienceNanos) {
        return of(text).isWorthATurn(all.roundTrip(), patienceNanos);
    }

    /** Returns how long the database takes for a text; 0 if that is not known. */
    public long databaseNanos(String text) {
        return of(text).databaseNanos();
    }

    /** Somebody has waited for another process, which had no answer in time. */
    public void waitedInVain(String text) {
        of(text).waitedInVain();
    }

    /** The store was asked for an answer of a text. */
    public void asked(String text, long nanos, boolean found) {
        if (cold.get() > 0 && cold.getAndDecrement() > 0) {
            return;
        }
        of(text).asked(nanos, found);
        all.asked(nanos, found);
    }

    /** The database was asked for an answer of a text. */
    public void ran(String text, long nanos) {
        of(text).ran(nanos);
    }

    private Text of(String text) {
        return texts.get(text, unseen -> new Text());
    }

    /** What was measured of one text; −1 where nothing was. */
    private static final class Text {
        private double databaseNanos = -1;
        private double storeNanos = -1;
        private double foundRate = -1;
        private int passedBy;
        private int alone;
        /** What the store takes for the least: the larger answers of others do not count, nor does a machine that is busy. */
        private double quickestNanos = -1;

        synchronized double storeNanos() {
            return storeNanos;
        }

        synchronized boolean mayAsk(double usualStoreNanos) {
            double store = storeNanos < 0 ? usualStoreNanos : storeNanos;
            boolean known = databaseNanos >= 0 && store >= 0;
            // What has never been looked for is taken to be there.
            if (!known || (foundRate < 0 ? 1 : foundRate) * databaseNanos > store) {
                return true;
            }
            passedBy = (passedBy + 1) % EXPLORED;
            return passedBy == 0;
        }

        synchronized boolean mayKeep(double usualStoreNanos) {
            double store = storeNanos < 0 ? usualStoreNanos : storeNanos;
            return databaseNanos < 0 || store < 0 || databaseNanos > store;
        }

        synchronized boolean isWorthATurn(double roundTrip, long patienceNanos) {
            if (alone > 0) {
                alone--;
                return false;
            }
            return roundTrip >= 0 && databaseNanos > TURN_FACTOR * roundTrip && databaseNanos <= patienceNanos;
        }

        synchronized double roundTrip() {
            return quickestNanos;
        }

        synchronized long databaseNanos() {
            return (long) Math.max(0, databaseNanos);
        }

        synchronized void waitedInVain() {
            alone = ALONE;
        }

        synchronized void asked(long nanos, boolean found) {
            storeNanos = moved(storeNanos, (double) nanos);
            quickestNanos = quickestNanos < 0 || nanos < quickestNanos
                    ? nanos
                    : quickestNanos + SLOWER * (nanos - quickestNanos);
            foundRate = moved(foundRate, found ? 1 : 0);
        }

        synchronized void ran(long nanos) {
            databaseNanos = moved(databaseNanos, (double) nanos);
        }

        private static double moved(double average, double measured) {
            return average < 0 ? measured : average + WEIGHT * (measured - average);
        }
    }
}
