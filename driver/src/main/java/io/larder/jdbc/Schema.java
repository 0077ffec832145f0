package io.larder.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.larder.invalidation.Dependencies;
import io.larder.invalidation.Oddity;
import io.larder.invalidation.ReadSet;
import io.larder.invalidation.SchemaModel;
import io.larder.invalidation.Stamp;
import io.larder.invalidation.TableClocks;
import io.larder.jdbc.database.DatabaseSupport;
import io.larder.sql.BypassReason;
import io.larder.sql.Change;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.StatementPlan.Write;
import io.larder.sql.TableName;
import io.larder.sql.UsedNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The schema of one database, as last read. It is an answer like any other: stamped before it is read, dead as soon as a
 * statement that may change the schema is announced. Thread-safe.
 */
final class Schema {
    /** Changes by others than Larder are noticed after this time. */
    private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** Reading takes at most one part in this many of the time, once the burst is used up. */
    private static final long SHARE = 20;

    private static final int MAXIMUM_REMEMBERED = 10_000;
    private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final ReadProof UNKNOWN =
            ReadProof.notNeeded(new ReadSet(Set.of(), Optional.of(BypassReason.SCHEMA_NOT_LOADED)));

    private final DatabaseSupport support;
    private final boolean provable;
    private final TableClocks clocks;
    private final Dependencies dependencies;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile @Nullable Loaded loaded;
    private long budgetNanos = BURST_NANOS;
    private long budgetAt = System.nanoTime();

    Schema(DatabaseSupport support, TableClocks clocks) {
        this.support = support;
        this.provable = support.lockTable().isPresent();
        this.clocks = clocks;
        this.dependencies = clocks.dependenciesOnSchema();
    }

    /**
     * A model, when it was read, and what it said of the statements that came since.
     *
     * @param proofs by template
     * @param effects by identity, which one text and its variants with other literals share
     */
    private record Loaded(
            SchemaModel model,
            Stamp stamp,
            long atNanos,
            Cache<String, ReadProof> proofs,
            Cache<Write, Change> effects) {
        Loaded(SchemaModel model, Stamp stamp) {
            this(
                    model,
                    stamp,
                    System.nanoTime(),
                    remembering().build(),
                    remembering().weakKeys().build());
        }

        /** The same state of the schema, read again. */
        Loaded readAgain(Stamp later) {
            return new Loaded(model, later, System.nanoTime(), proofs, effects);
        }

        /** On the caller's thread: its upkeep is too little work for a pool. */
        private static Caffeine<Object, Object> remembering() {
            return Caffeine.newBuilder().maximumSize(MAXIMUM_REMEMBERED).executor(Runnable::run);
        }

        ReadProof proof(Read read, boolean provable) {
            ReadProof known = proofs.getIfPresent(read.template());
            if (known == null) {
                ReadSet shown = model.readSet(read);
                ReadProof unseen = provable ? new ReadProof(shown, this::readSet) : ReadProof.notNeeded(shown);
                known = proofs.asMap().putIfAbsent(read.template(), unseen);
                return known == null ? unseen : known;
            }
            return known;
        }

        private ReadSet readSet(Set<TableName> tables) {
            return model.readSet(new Read("", 0, tables, UsedNames.NONE, Optional.empty()));
        }

        Change effectOf(Write write) {
            Change known = effects.getIfPresent(write);
            if (known == null) {
                known = model.effectOf(write);
                effects.put(write, known);
            }
            return known;
        }
    }

    /** Returns what a query reads, and how sure that is; without the schema nothing is known of it. */
    ReadProof proof(Read read) {
        Loaded known = current();
        return known == null ? UNKNOWN : known.proof(read, provable);
    }

    /** Returns what a query changes; every row, while the schema is not known. */
    Change effectOf(Read read) {
        Loaded known = current();
        return known == null ? Change.EVERY_ROW : known.model().effectOf(read);
    }

    /** Returns what a write changes; every row, while the schema is not known. */
    Change effectOf(Write write) {
        Loaded known = current();
        return known == null ? Change.EVERY_ROW : known.effectOf(write);
    }

    /** Returns whether the schema is known to have none of these. */
    boolean hasNone(Oddity... oddities) {
        Loaded known = current();
        return known != null && Collections.disjoint(known.model().oddities(), Set.of(oddities));
    }

    private @Nullable Loaded current() {
        Loaded known = loaded;
        return known != null && dependencies.unchangedSince(known.stamp()) ? known : null;
    }

    /** Returns whether it is time to read the schema. */
    boolean wantsLoading() {
        Loaded known = current();
        return known == null || System.nanoTime() - known.atNanos() > REFRESH_NANOS;
    }

    /**
     * Reads the schema over a connection that is in no transaction, unless another thread is at it or it was read too often
     * of late. What goes wrong leaves it unknown.
     */
    void load(Connection idle) {
        if (!loading.tryLock()) {
            return;
        }
        try {
            long start = System.nanoTime();
            if (mayLoadAt(start)) {
                // Taken before the catalogs are read: what changes meanwhile must look newer.
                Stamp stamp = clocks.now();
                SchemaModel model = OwnTransaction.run(idle, () -> support.readSchema(idle));
                Loaded before = current();
                // What was seen of its queries was seen of this schema.
                loaded = before != null && before.model().equals(model)
                        ? before.readAgain(stamp)
                        : new Loaded(model, stamp);
                budgetNanos -= System.nanoTime() - start;
            }
        } catch (SQLException | RuntimeException unreadable) {
            Events.once(Events.Event.SCHEMA_UNREADABLE, unreadable);
            budgetNanos -= BURST_NANOS / 10;
        } finally {
            loading.unlock();
        }
    }

    private boolean mayLoadAt(long now) {
        budgetNanos = Math.min(BURST_NANOS, budgetNanos + (now - budgetAt) / SHARE);
        budgetAt = now;
        return budgetNanos > 0;
    }
}
