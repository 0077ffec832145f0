package io.larder.jdbc.warmup;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Events;
import io.larder.jdbc.config.CacheMode;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.config.WarmUpOptions;
import io.larder.jdbc.connection.LeadsToDatabase;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.management.JMException;

/** Starts warm-ups, and remembers what came of them. Thread-safe. */
public final class WarmUps {
    private static final Set<CachedDatabase> SEEN = ConcurrentHashMap.newKeySet();
    private static final Set<Job> STARTED = ConcurrentHashMap.newKeySet();
    private static final ConcurrentMap<CachedDatabase, WarmReport> REPORTS = new ConcurrentHashMap<>();

    private WarmUps() {}

    /** What is done once at a time: a script that is run or written. Several may be, where several schemas are one database. */
    private record Job(CachedDatabase database, String file) {}

    /**
     * A door has opened a connection: the first one to a database starts its warm-up, in the background. Returns at once, and
     * never fails.
     *
     * @param source opens another one like it
     */
    public static void opened(Connection connection, DriverConfig config, ConnectionSource source) {
        try {
            if (!connection.isWrapperFor(LeadsToDatabase.class)) {
                return;
            }
            CachedDatabase database = connection.unwrap(LeadsToDatabase.class).database();
            if (!database.isPlaced()) {
                return;
            }
            if (SEEN.add(database)) {
                WarmUpBean.register(database);
            }
            if (config.warmUp().isWanted() && config.mode() != CacheMode.OFF) {
                start(database, config.warmUp(), source);
            }
        } catch (SQLException | JMException | RuntimeException | LinkageError | OutOfMemoryError trouble) {
            Events.once(Events.Event.WARM_UP_TROUBLE, trouble);
        }
    }

    private static void start(CachedDatabase database, WarmUpOptions options, ConnectionSource source) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        options.script()
                .map(script -> new Job(database, script))
                .filter(STARTED::add)
                .ifPresent(job -> {
                    Runnable whenUnused = () -> STARTED.remove(job);
                    inBackground(new WarmSchedule(options, source, database, loader, whenUnused), "larder-warm");
                });
        options.record()
                .map(file -> new Job(database, file))
                .filter(STARTED::add)
                .ifPresent(job -> {
                    Runnable whenUnused = () -> STARTED.remove(job);
                    inBackground(new RecordedFile(database, job.file(), whenUnused), "larder-record");
                });
    }

    private static void inBackground(Runnable job, String name) {
        Thread thread = new Thread(job, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Runs a script now, and returns when it is done.
     *
     * @param place a path, or {@code classpath:} and a name
     * @param progress is told of each statement that was done
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
                WarmReport report = new WarmUp(script, connections, rate, new Stopping(database, 0), progress)
                        .run(script.statements());
                REPORTS.put(database, report);
                return report;
            } finally {
                turn.end();
            }
        }
    }

    /** Runs a script on one session alone, which goes on afterwards: as that session has it, and no other. */
    public static WarmReport run(Connection session, String place, int rate) throws SQLException, IOException {
        return run(() -> leftOpen(session), place, 1, rate, WarmProgress.NONE);
    }

    /** Returns the same session for who closes what he was given. */
    private static Connection leftOpen(Connection session) {
        return (Connection) Proxy.newProxyInstance(
                WarmUps.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(session, arguments);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    static void done(CachedDatabase database, WarmReport report) {
        REPORTS.put(database, report);
        Events.once(Events.Event.WARM_UP_DONE, report.summary());
        report.troubles()
                .forEach(trouble -> Events.once(
                        Events.Event.WARM_UP_TROUBLE,
                        report.script() + ":" + trouble.line() + ": " + trouble.message()));
    }

    /** Returns what came of the latest warm-up of a database; empty if there was none. */
    public static Optional<WarmReport> latest(CachedDatabase database) {
        return Optional.ofNullable(REPORTS.get(database));
    }
}
