package io.larder.jdbc.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import io.larder.cache.AnswerCache;
import io.larder.cache.SessionKey;
import io.larder.cache.shared.SharedFigures;
import io.larder.invalidation.Announcement;
import io.larder.invalidation.Stamp;
import io.larder.invalidation.TableClocks;
import io.larder.invalidation.hub.NodeLoop;
import io.larder.jdbc.api.CacheStatistics;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.database.DatabaseSupport;
import io.larder.jdbc.database.SessionSnapshot;
import io.larder.sql.Change;
import io.larder.sql.StatementPlanner;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What all connections of this process to one database share. Thread-safe. */
public final class CachedDatabase {
    private final DatabaseSupport support;
    private final String rightsDomain;
    private final int statements;
    /** By the functions that are listed; most programs have one list. */
    private final ConcurrentMap<Set<String>, StatementPlanner> planners = new ConcurrentHashMap<>();

    private final TableClocks clocks = new TableClocks();
    private final Coordination coordination;
    private final AnswerCache answers;
    private final Observations observations;
    private final ConcurrentMisses misses = new ConcurrentMisses();
    /** By exact database; forgotten with the last connection to it. */
    private final Cache<SchemaName, Schema> schemas =
            Caffeine.newBuilder().weakValues().build();
    /** By exact database: answers are kept for longer than schemas are. */
    private final ConcurrentMap<String, Optional<String>> versions = new ConcurrentHashMap<>();

    private final Statistics statistics = new Statistics();
    private final Texts texts;
    private final Interner<SessionKey> sessions = Interner.newWeakInterner();
    private final Set<String> customSettings = ConcurrentHashMap.newKeySet();
    private volatile boolean mayMove;
    private final Runnable whenUnused;
    private volatile Runnable whenForgotten = () -> {};
    private final AtomicInteger connections = new AtomicInteger();
    private final ConcurrentMap<String, Announcement> prepared = new ConcurrentHashMap<>();

    /**
     * @param rightsDomain equal for all databases with the same users and roles
     * @param whenUnused what to do whenever the last connection was closed
     */
    CachedDatabase(DatabaseSupport support, String rightsDomain, DriverConfig config, Runnable whenUnused) {
        this.whenUnused = whenUnused;
        this.support = support;
        this.rightsDomain = rightsDomain;
        this.statements = config.statements();
        this.texts = new Texts(config.statements(), statistics);
        this.answers = new AnswerCache(config.memory());
        this.observations = new Observations(config.memory());
        this.coordination = new Coordination(clocks, statistics);
    }

    /** Returns what is known of databases of its kind. */
    public DatabaseSupport support() {
        return support;
    }

    String rightsDomain() {
        return rightsDomain;
    }

    /** Returns what reads statements, given functions of users that depend on their arguments alone. */
    public StatementPlanner planner(Set<String> listedFunctions) {
        return planners.computeIfAbsent(
                listedFunctions, listed -> new StatementPlanner(support.dialect(), statements, listed));
    }

    /** Returns when its tables were changed, and whether they are being changed, as far as this process knows. */
    public TableClocks clocks() {
        return clocks;
    }

    /** Returns the answers of other processes; null if this one shares none. */
    @Nullable
    public SharedTier sharedTier() {
        return coordination.sharedTier();
    }

    /** Returns what this process agrees on with others. */
    public Coordination coordination() {
        return coordination;
    }

    /** Returns the answers in this process's memory. */
    public AnswerCache answers() {
        return answers;
    }

    /** Returns what would be in memory, if connections did not only observe that. */
    public Observations observations() {
        return observations;
    }

    /** Returns what connections of this process are asking the database just now. */
    public ConcurrentMisses misses() {
        return misses;
    }

    /** Returns what became of its queries, by text. */
    public Texts texts() {
        return texts;
    }

    /** Returns what became of its queries and of its changes, by table; in no order. */
    public List<TableFigures> tables() {
        return TableFigures.of(texts, clocks.activities());
    }

    /** Returns how many connections lead here. */
    public int openConnections() {
        return connections.get();
    }

    private record SchemaName(String exactDatabase, Set<String> listedFunctions) {}

    /** Returns what is known of the schema of a session's database, which need not be that of its namesakes. */
    Schema schemaOf(SessionSnapshot session, Set<String> listedFunctions) {
        return session.key().isEmpty()
                ? new Schema(this, "", listedFunctions)
                : schemas.get(
                        new SchemaName(session.key().get(0), listedFunctions),
                        unseen -> new Schema(this, unseen.exactDatabase(), unseen.listedFunctions()));
    }

    /** Remembers the version of a schema; returns false if it is, or may be, another one than was remembered. */
    boolean remembersVersion(String exactDatabase, Optional<String> version) {
        if (exactDatabase.isEmpty()) {
            return true;
        }
        Optional<String> earlier = versions.put(exactDatabase, version);
        return earlier == null || (version.isPresent() && version.equals(earlier));
    }

    /** Returns what counts; {@link #statistics} is what was counted. */
    public Statistics counters() {
        return statistics;
    }

    /** Names of settings that users invented; every session's key has their values from its next reading on. */
    Set<String> customSettings() {
        return customSettings;
    }

    /** Equal sessions share one key, so that comparing it costs nothing. */
    SessionKey sessionKey(List<String> parts) {
        return sessions.intern(new SessionKey(parts));
    }

    /** One more connection leads here; {@link #connectionClosed} tells of its end. */
    public void connectionOpened() {
        connections.incrementAndGet();
        coordination.stay();
    }

    /** A connection that led here is closed. To be called once for each. */
    public void connectionClosed() {
        if (connections.decrementAndGet() == 0) {
            whenUnused.run();
        }
    }

    /**
     * Leaves the other processes, without waiting for it, if nothing that is open here may change the database.
     *
     * @return what is to end; null if nothing is
     */
    @Nullable
    NodeLoop leaveIfUnused() {
        return coordination.leaveIf(
                () -> !isUsed() && prepared.isEmpty() && !DatabaseRegistry.mayBeChangedUnseen(this));
    }

    /** Returns whether it is known which one it is; if not, nothing of it is cached. */
    public boolean isPlaced() {
        return !rightsDomain.isEmpty();
    }

    /** Gives the memory back if no connection is open. */
    void clearIfUnused() {
        if (connections.get() == 0) {
            answers.clear();
            observations.clear();
            versions.clear();
            whenForgotten.run();
        }
    }

    /** Returns whether a connection leads here. */
    public boolean isUsed() {
        return connections.get() != 0;
    }

    /** Has something done when its memory is given back; replaces what was to be done. */
    public void whenForgotten(Runnable then) {
        whenForgotten = then;
    }

    /** Announces changes to this process and, as far as they can be reached, to others; to be closed by the caller. */
    public Announcement announce(Change change) {
        if (!change.isNothing()) {
            statistics.invalidated();
        }
        return withOthers(change, coordination.announce(change));
    }

    /**
     * Announces changes that may still be given up.
     *
     * @throws SQLException if other processes cannot be told, and the user does not want that
     */
    public Announcement announceOrRefuse(Change change) throws SQLException {
        Announcement here = coordination.announceOrRefuse(change);
        if (!change.isNothing()) {
            statistics.invalidated();
        }
        return withOthers(change, here);
    }

    private Announcement withOthers(Change change, Announcement here) {
        List<Announcement> elsewhere = announceElsewhere(change);
        return elsewhere.isEmpty() ? here : here.togetherWith(elsewhere);
    }

    private List<Announcement> announceElsewhere(Change change) {
        if (mayMove) {
            return DatabaseRegistry.othersLike(this)
                    .map(other -> other.coordination.announce(change))
                    .toList();
        }
        return change.changesSchema()
                ? DatabaseRegistry.othersWithRightsOf(this)
                        .map(other -> other.clocks.announceDoubtOfSchema())
                        .toList()
                : List.of();
    }

    /** A connection may be led to another server of its kind unnoticed: what is written here counts there as well. */
    public void mayMove() {
        mayMove = true;
    }

    boolean isUsedAndMayMove() {
        return mayMove && isUsed();
    }

    /** Returns whether the schema is another one than it was. */
    public boolean schemaChangedSince(Stamp stamp) {
        return !clocks.dependenciesOnSchema().unchangedSince(stamp);
    }

    /** Keeps the announcement of a two-phase transaction open until its outcome is known. */
    public void holdPrepared(String globalId, Announcement announcement) {
        Announcement earlier = prepared.put(globalId, announcement);
        if (earlier != null) {
            earlier.committed();
        }
    }

    /** A two-phase transaction was finished, one way or the other: it counts as committed, which is never wrong. */
    public void finishPrepared(String globalId) {
        Announcement announcement = prepared.remove(globalId);
        if (announcement != null) {
            announcement.committed();
        }
    }

    /** Returns the announcement of a two-phase transaction, which is its caller's from now on; null if none is known. */
    @Nullable
    public Announcement takePrepared(String globalId) {
        return prepared.remove(globalId);
    }

    /** Returns what was counted until now. */
    public CacheStatistics statistics() {
        SharedTier shared = sharedTier();
        return statistics.snapshot(
                answers.size(), answers.sizeInBytes(), shared == null ? SharedFigures.NONE : shared.figures());
    }
}
