package io.larder.cache.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Which texts are worth a shared store, by what was measured of each: how long the database takes for it, how long the store,
 * and how often the store has its answer. Moving averages; now and then a text is tried that was not worth it. Thread-safe.
 */
public final class Earnings {
    /** One in so many look-ups that do not pay is done to see whether they do now. */
    private static final int EXPLORED = 32;
    /** What the latest measurement counts for. */
    private static final double WEIGHT = 0.125;

    private final Cache<String, Text> texts;
    private final Text all = new Text();
    private volatile boolean warm;

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

    /** The store was asked for an answer of a text. */
    public void asked(String text, long nanos, boolean found) {
        if (warm) {
            of(text).asked(nanos, found);
            all.asked(nanos, found);
        }
        // The first one loads classes.
        warm = true;
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

        synchronized void asked(long nanos, boolean found) {
            storeNanos = moved(storeNanos, (double) nanos);
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
