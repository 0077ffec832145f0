package io.larder.jdbc.warmup;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Events;
import io.larder.jdbc.config.WarmUpOptions;
import io.larder.jdbc.console.WarmUp.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The warm-ups of this process, and what came of them. Thread-safe. */
public final class WarmUps {
    /** Of one database, the latest first. */
    private static final int REMEMBERED = 8;

    private static final Set<CachedDatabase> SEEN = ConcurrentHashMap.newKeySet();
    /** What takes the beans away. */
    private static final Set<Runnable> BEANS = ConcurrentHashMap.newKeySet();

    private static final Set<Job> STARTED = ConcurrentHashMap.newKeySet();
    private static final ConcurrentMap<CachedDatabase, Deque<WarmRun>> RUNS = new ConcurrentHashMap<>();

    private WarmUps() {}

    /** What is done once at a time: a script that is run or written. Several may be, where several schemas are one database. */
    record Job(CachedDatabase database, String file) {}

    /** Whether somebody is there for whom a job is done. */
    record Presence(CachedDatabase database, Job job) {
        /** Returns whether the job goes on; if not, the next connection begins it anew. */
        boolean lasts() {
            if (!WarmConnections.areAllOf(database)) {
                return STARTED.contains(job);
            }
            // A connection that was opened in between has found it there still, and begins nothing.
            return STARTED.remove(job) && !WarmConnections.areAllOf(database) && STARTED.add(job);
        }
    }

    /** A database was reached. */
    static void seen(CachedDatabase database) {
        if (SEEN.add(database)) {
            try {
                BEANS.add(WarmUpBean.register(database));
            } catch (RuntimeException | LinkageError | ServiceConfigurationError unusable) {
                // A virtual machine without java.management, or one that does not allow it.
                Events.once(Events.Event.METRICS_UNAVAILABLE, unusable);
            }
        }
    }

    /** The driver is taken out of this process: what is in the background ends, and beans go. */
    public static void endAll() {
        STARTED.clear();
        BEANS.forEach(Runnable::run);
        BEANS.clear();
        SEEN.clear();
    }

    /** Starts what options ask for, unless it was started. */
    static void start(CachedDatabase database, WarmUpOptions options, ConnectionSource source) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        options.script()
                .map(script -> new Job(database, script))
                .filter(STARTED::add)
                .ifPresent(job -> {
                    Presence presence = new Presence(database, job);
                    inBackground(new WarmSchedule(options, source, database, loader, presence), "larder-warm", loader);
                });
        options.record()
                .map(file -> new Job(database, file))
                .filter(STARTED::add)
                .ifPresent(job -> {
                    Presence presence = new Presence(database, job);
                    // It outlives the application that was first, where several have one Larder.
                    ClassLoader own = WarmUps.class.getClassLoader();
                    inBackground(new RecordedFile(database, job.file(), presence), "larder-record", own);
                });
    }

    /** Runs a script once, in the background. */
    static void begin(CachedDatabase database, ScriptSource text, WarmUpOptions options, ConnectionSource source) {
        WarmRun run = remembered(database, text.name());
        inBackground(
                () -> {
                    try {
                        WarmScript script =
                                WarmScript.read(text, database.support().dialect());
                        run(database, script, script.statements(), options, source, run);
                    } catch (SQLException | RuntimeException | LinkageError trouble) {
                        run.failed(WarmUp.firstLine(trouble));
                    }
                },
                "larder-warm",
                Thread.currentThread().getContextClassLoader());
    }

    private static void inBackground(Runnable job, String name, @Nullable ClassLoader loader) {
        // Nothing of the thread that happens to connect: what it inherits may be a request's.
        Thread thread = new Thread(null, job, name, 0, false);
        thread.setDaemon(true);
        // Where the driver finds what URLs name.
        thread.setContextClassLoader(loader);
        thread.start();
    }

    /** Runs some statements of a script now, unless another process is at it; then after that one. */
    static WarmReport run(
            CachedDatabase database,
            WarmScript script,
            List<WarmScript.Statement> statements,
            WarmUpOptions options,
            ConnectionSource source,
            WarmRun run)
            throws SQLException {
        WarmTurn turn = WarmTurn.await(database, script.name());
        try (WarmConnections connections = new WarmConnections(source)) {
            connections.open(options.parallel());
            Stopping stopping = new Stopping(connections, true);
            WarmReport report = new WarmUp(script, connections, options.rate(), stopping, run).run(statements);
            run.ended(report);
            return report;
        } catch (SQLException | RuntimeException e) {
            run.failed(WarmUp.firstLine(e));
            throw e;
        } finally {
            turn.end();
        }
    }

    /**
     * Runs a script now, and returns when it is done.
     *
     * @param place a path, or {@code classpath:} and a name
     * @throws IOException if the script cannot be read
     * @throws SQLException if the database cannot be reached
     */
    public static WarmReport run(ConnectionSource source, String place, int parallel, int rate, WarmProgress progress)
            throws SQLException, IOException {
        ScriptSource text = ScriptSource.read(place, Thread.currentThread().getContextClassLoader());
        try (WarmConnections connections = new WarmConnections(source)) {
            connections.open(parallel);
            CachedDatabase database = connections.database();
            WarmScript script = WarmScript.read(text, database.support().dialect());
            WarmTurn turn = WarmTurn.await(database, place);
            try {
                return new WarmUp(script, connections, rate, new Stopping(connections, false), progress)
                        .run(script.statements());
            } finally {
                turn.end();
            }
        }
    }

    /** Begins to remember what comes of a script. */
    static WarmRun remembered(CachedDatabase database, String script) {
        Deque<WarmRun> runs = RUNS.computeIfAbsent(database, unseen -> new ConcurrentLinkedDeque<>());
        WarmRun run = new WarmRun(script);
        runs.addFirst(run);
        while (runs.size() > REMEMBERED) {
            runs.pollLast();
        }
        return run;
    }

    /** Says in the log what came of a script. */
    static void say(WarmReport report) {
        Events.once(Events.Event.WARM_UP_DONE, report.summary());
        report.troubles()
                .forEach(trouble -> Events.once(
                        Events.Event.WARM_UP_TROUBLE,
                        report.script() + ":" + trouble.line() + ": " + trouble.message()));
    }

    /** Returns what came of the latest warm-up of a database that has ended; empty if there was none. */
    public static Optional<WarmReport> latest(CachedDatabase database) {
        return runs(database).flatMap(run -> run.report().stream()).findFirst();
    }

    /** Returns how far the warm-ups of a database are, the latest first. */
    static List<Progress> progress(CachedDatabase database) {
        return runs(database).flatMap(run -> run.progress().stream()).toList();
    }

    private static Stream<WarmRun> runs(CachedDatabase database) {
        Deque<WarmRun> runs = RUNS.get(database);
        return runs == null ? Stream.empty() : runs.stream();
    }
}
