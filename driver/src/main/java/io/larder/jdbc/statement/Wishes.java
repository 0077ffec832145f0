package io.larder.jdbc.statement;

import io.larder.jdbc.cache.Events;
import io.larder.jdbc.cache.ReadProof;
import io.larder.jdbc.config.CacheMode;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.rules.RuleBook;
import io.larder.jdbc.rules.Treatment;
import io.larder.jdbc.rules.Treatments;
import io.larder.sql.StatementPlan.Read;
import java.util.concurrent.ThreadLocalRandom;

/** What the user wants for the queries of one connection: options, rules, and the switch of the session. Thread-safe. */
public final class Wishes {
    private final CacheMode mode;
    private final int maximumRows;
    private final long maximumBytes;
    private final double checkedShare;
    private final RuleBook rules;
    private volatile boolean caching = true;

    private Wishes(DriverConfig config, RuleBook rules) {
        this.mode = config.mode();
        this.maximumRows = config.maxRows();
        this.maximumBytes = config.maxBytes();
        this.checkedShare = config.verify();
        this.rules = rules;
    }

    /** Returns what a configuration says. */
    public static Wishes of(DriverConfig config) {
        return new Wishes(config, RuleBook.of(config.rules(), trouble -> Events.once(Events.Event.RULES, trouble)));
    }

    CacheMode mode() {
        return mode;
    }

    /** Switches caching off or on for this connection. */
    public void setCaching(boolean wanted) {
        caching = wanted;
    }

    /** Returns whether caching is not switched off for this connection. */
    public boolean isCaching() {
        return caching;
    }

    /**
     * Returns what holds for a query.
     *
     * @param now {@link System#nanoTime}, or a little earlier
     */
    Treatment of(Read read, ReadProof proof, long now) {
        return proof.treatment(rules.rules(now), read);
    }

    /** Returns what holds for a query of which it may not be known yet what it reads. */
    Treatment asFarAsIsKnown(Read read, ReadProof proof, long now) {
        return new Treatments().of(rules.rules(now), read, proof.reads().tables());
    }

    int maximumRows(Treatment treatment) {
        return treatment.maximumRows(maximumRows);
    }

    long maximumBytes(Treatment treatment) {
        return treatment.maximumBytes(maximumBytes);
    }

    /** Returns whether the database is asked in place of this hit, to compare both. */
    boolean wantsToCheck() {
        return checkedShare > 0
                && (checkedShare >= 1 || ThreadLocalRandom.current().nextDouble() < checkedShare);
    }
}
