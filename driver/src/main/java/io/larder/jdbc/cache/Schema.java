package io.larder.jdbc.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.larder.invalidation.Dependencies;
import io.larder.invalidation.Oddity;
import io.larder.invalidation.ReadSet;
import io.larder.invalidation.SchemaModel;
import io.larder.invalidation.Stamp;
import io.larder.jdbc.database.DatabaseSupport;
import io.larder.jdbc.database.SchemaLook;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The schema of one database, as last read. It is an answer like any other: stamped before it is read, dead as soon as a
 * statement that may change the schema is announced. Whether it still is as it was read is asked by its version, which
 * covers rights and settings of the server as well; if it is not, others than Larder may have changed it, and nothing that
 * was answered before is served again. Thread-safe.
 */
public final class Schema {
    /** Reading takes at most one part in this many of the time, once the burst is used up. */
    private static final long SHARE = 4;

    /** Of how many texts, and of how many writes, it is remembered what was said of them. */
    static final int MAXIMUM_REMEMBERED = 10_000;

    private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final ReadProof UNKNOWN = ReadProof.notNeeded(
            new ReadSet(Set.of(), Optional.of(BypassReason.SCHEMA_NOT_LOADED)), new TextFigures("", new Statistics()));

    /** What a look that fails counts for, however soon it does. */
    private static final long TRIED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** How long to wait for another thread that looks at the schema. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final CachedDatabase database;
    private final DatabaseSupport support;
    private final String name;
    private final Set<String> listedFunctions;
    private final boolean provable;
    private final Dependencies dependencies;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile @Nullable Loaded loaded;
    /** How often it turned out to be another one; sessions that were read before may be others, too. */
    private final AtomicInteger edition = new AtomicInteger();

    private long budgetNanos = BURST_NANOS;
    private long budgetAt = System.nanoTime();

    /**
     * @param name what its version is remembered by
     * @param listedFunctions functions of users that depend on their arguments alone, by their own word
     */
    Schema(CachedDatabase database, String name, Set<String> listedFunctions) {
        this.database = database;
        this.support = database.support();
        this.name = name;
        this.listedFunctions = listedFunctions;
        this.provable = support.lockTable().isPresent();
        this.dependencies = database.clocks().dependenciesOnSchema();
    }

    /**
     * A model, when it was last known to be current, and what it said of the statements that came since.
     *
     * @param version empty if there is none to compare
     * @param atNanos before its version was asked
     * @param proofs by template
     * @param effects by identity, which one text and its variants with other literals share
     */
    private record Loaded(
            SchemaModel model,
            Optional<String> version,
            Stamp stamp,
            long atNanos,
            Cache<String, ReadProof> proofs,
            Cache<Write, Change> effects) {
        Loaded(SchemaModel model, Optional<String> version, Stamp stamp, long atNanos) {
            this(
                    model,
                    version,
                    stamp,
                    atNanos,
                    remembering().build(),
                    remembering().weakKeys().build());
        }

        /** On the caller's thread: its upkeep is too little work for a pool. */
        private static Caffeine<Object, Object> remembering() {
            return Caffeine.newBuilder().maximumSize(MAXIMUM_REMEMBERED).executor(Runnable::run);
        }

        Loaded stillCurrent(Stamp later, long laterNanos) {
            return new Loaded(model, version, later, laterNanos, proofs, effects);
        }

        ReadProof proof(Read read, boolean provable, Texts texts) {
            ReadProof known = proofs.getIfPresent(read.template());
            if (known == null) {
                ReadSet shown = model.readSet(read);
                TextFigures text = texts.of(read);
                text.reads(shown.tables());
                ReadProof unseen =
                        provable ? new ReadProof(shown, this::readSet, text) : ReadProof.notNeeded(shown, text);
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

    /**
     * Returns what a query reads, and how sure that is; without the schema nothing is known of it.
     *
     * @param now {@link System#nanoTime}, or a little earlier
     * @param maximumAge in nanoseconds, of the latest look at the schema
     */
    public ReadProof proof(Read read, long now, long maximumAge) {
        Loaded known = current(now, maximumAge);
        return known == null ? UNKNOWN : known.proof(read, provable, database.texts());
    }

    /** Returns the schema itself; empty while it is not known. */
    public Optional<SchemaModel> model(long now, long maximumAge) {
        return Optional.ofNullable(current(now, maximumAge)).map(Loaded::model);
    }

    /** Returns what a query changes; every row, while the schema is not known. */
    public Change effectOf(Read read, long now, long maximumAge) {
        Loaded known = current(now, maximumAge);
        return known == null ? Change.EVERY_ROW : known.model().effectOf(read);
    }

    /** Returns what a write changes; every row, while the schema is not known. */
    public Change effectOf(Write write, long now, long maximumAge) {
        Loaded known = current(now, maximumAge);
        return known == null ? Change.EVERY_ROW : known.effectOf(write);
    }

    /** Returns whether the schema is known to have none of these. */
    boolean hasNone(long now, long maximumAge, Oddity... oddities) {
        Loaded known = current(now, maximumAge);
        return known != null && Collections.disjoint(known.model().oddities(), Set.of(oddities));
    }

    private @Nullable Loaded current(long now, long maximumAge) {
        Loaded known = loaded;
        boolean current =
                known != null && now - known.atNanos() <= maximumAge && dependencies.unchangedSince(known.stamp());
        return current ? known : null;
    }

    /** Returns what the schema and the rights are known by; empty if they are not known, or nothing vouches for them. */
    public Optional<String> version() {
        Loaded known = loaded;
        return known == null ? Optional.empty() : known.version();
    }

    /** Returns whether it is known whose it is. */
    boolean isPlaced() {
        return !name.isEmpty();
    }

    /** Returns a number that is another one after something was changed by others than Larder. */
    int edition() {
        return edition.get();
    }

    /**
     * Returns whether it is time to look at the schema, which is early enough for one who comes later to find it looked at.
     *
     * @param now {@link System#nanoTime}, or a little earlier
     * @param maximumAge in nanoseconds, of the latest look at the schema
     */
    public boolean wantsLoading(long now, long maximumAge) {
        return current(now, maximumAge / 2) == null;
    }

    /**
     * Looks at the schema over a connection that is in no transaction, unless another thread has been at it or it was read too
     * often of late. What goes wrong leaves it unknown.
     */
    public void load(Connection idle) {
        boolean atOnce = loading.tryLock();
        if (!atOnce && !awaited()) {
            return;
        }
        try {
            long start = System.nanoTime();
            if ((atOnce || isOutdated()) && mayLoadAt(start)) {
                loaded = OwnTransaction.run(idle, () -> look(idle, start));
                if (isOutdated() && !dependencies.areChanging()) {
                    // While it was read: this process has joined others, say. To know nothing counts as writing all.
                    loaded = OwnTransaction.run(idle, () -> look(idle, start));
                }
                budgetNanos -= System.nanoTime() - start;
            }
        } catch (SQLException | RuntimeException unreadable) {
            Events.once(Events.Event.SCHEMA_UNREADABLE, unreadable);
            budgetNanos -= TRIED_NANOS;
        } finally {
            loading.unlock();
        }
    }

    /**
     * Waits for the thread that is at it, if nothing is known meanwhile: whoever asks without knowing what he asks for counts
     * as a writer of everything, and waits for the other processes, which takes longer.
     */
    private boolean awaited() {
        try {
            return isOutdated() && loading.tryLock(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isOutdated() {
        Loaded known = loaded;
        return known == null || !dependencies.unchangedSince(known.stamp());
    }

    private Loaded look(Connection idle, long start) throws SQLException {
        // Taken before the catalogs are read: what changes meanwhile must look newer.
        Stamp stamp = database.clocks().now();
        SchemaLook seen = support.lookAtSchema(idle);
        Loaded known = loaded;
        if (known != null && seen.version().isPresent() && seen.version().equals(known.version())) {
            return known.stillCurrent(stamp, start);
        }
        boolean asRemembered = database.remembersVersion(name, seen.version());
        if (known != null || !asRemembered) {
            // Sessions are read anew before anything can be served again.
            edition.incrementAndGet();
        }
        if (mayHaveMisled(known, asRemembered)) {
            // Others than Larder may have changed it: of what they did nobody has been told.
            database.clocks().announce(Change.EVERYTHING).committed();
            // What has been seen is older than that.
            stamp = database.clocks().now();
            seen = support.lookAtSchema(idle);
            database.remembersVersion(name, seen.version());
        }
        return new Loaded(trusting(seen.model(), idle), seen.version(), stamp, start);
    }

    /**
     * Returns whether answers may be alive that were kept, or not outdated, because the schema was thought to be as it was.
     * Not so if somebody has changed the schema through Larder since the latest look, or another user's look has shown that it
     * is another one: that outdated all answers, and nothing was served, kept or written by this model any more. It is so if
     * the schema has only come into doubt.
     */
    private boolean mayHaveMisled(@Nullable Loaded known, boolean asRemembered) {
        return known == null ? !asRemembered : !database.clocks().everythingOutdatedSince(known.stamp());
    }

    private SchemaModel trusting(SchemaModel model, Connection idle) throws SQLException {
        if (listedFunctions.isEmpty()) {
            return model;
        }
        Set<String> refuted = support.refutedFunctions(idle, listedFunctions);
        refuted.forEach(function -> Events.once(
                Events.Event.FUNCTION_NOT_TRUSTED,
                function + " is listed in larder.functions, and the database says that it is not deterministic: its"
                        + " statements are not cached"));
        return model.trusting(listedFunctions, refuted);
    }

    private boolean mayLoadAt(long now) {
        budgetNanos = Math.min(BURST_NANOS, budgetNanos + (now - budgetAt) / SHARE);
        budgetAt = now;
        return budgetNanos > 0;
    }
}
