package io.larder.jdbc.warmup;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Events;
import io.larder.jdbc.config.WarmUpOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs a script when a database is reached for the first time, and those of its statements again that are to be repeated, until
 * the application has closed its connections.
 */
final class WarmSchedule implements Runnable {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final WarmUpOptions options;
    private final ConnectionSource source;
    private final CachedDatabase database;
    private final @Nullable ClassLoader loader;
    private final WarmUps.Presence presence;

    WarmSchedule(
            WarmUpOptions options,
            ConnectionSource source,
            CachedDatabase database,
            @Nullable ClassLoader loader,
            WarmUps.Presence presence) {
        this.options = options;
        this.source = source;
        this.database = database;
        this.loader = loader;
        this.presence = presence;
    }

    @Override
    public void run() {
        try {
            ScriptSource text = ScriptSource.read(options.script().orElseThrow(), loader);
            WarmScript script = WarmScript.read(text, database.support().dialect());
            WarmReport report = run(script, script.statements());
            // The first connection may have been of somebody who only looks, and closes it: then the next one begins.
            while (report.stopped().equals(Optional.of(Stopping.CLOSED)) && presence.lasts()) {
                report = run(script, script.statements());
            }
            repeat(script);
        } catch (IOException unreadable) {
            Events.once(Events.Event.WARM_UP_TROUBLE, "the script cannot be read: " + unreadable);
        } catch (SQLException | RuntimeException | LinkageError trouble) {
            Events.once(Events.Event.WARM_UP_TROUBLE, trouble);
        }
    }

    private WarmReport run(WarmScript script, List<WarmScript.Statement> statements) throws SQLException {
        WarmRun run = WarmUps.remembered(database, script.name());
        WarmReport report = WarmUps.run(database, script, statements, options, source, run);
        WarmUps.say(report);
        return report;
    }

    private void repeat(WarmScript script) throws SQLException {
        Map<WarmScript.Statement, Long> due = new HashMap<>();
        long start = System.nanoTime();
        script.statements()
                .forEach(statement ->
                        statement.directives().every().ifPresent(every -> due.put(statement, start + every.toNanos())));
        while (!due.isEmpty() && presence.lasts()) {
            long now = System.nanoTime();
            List<WarmScript.Statement> these = script.statements().stream()
                    .filter(statement -> due.containsKey(statement) && due.get(statement) - now <= 0)
                    .toList();
            if (!these.isEmpty()) {
                runAgain(script, these);
                these.forEach(statement -> due.put(
                        statement,
                        System.nanoTime()
                                + statement.directives().every().orElseThrow().toNanos()));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void runAgain(WarmScript script, List<WarmScript.Statement> these) {
        try {
            run(script, these);
        } catch (SQLException | RuntimeException lost) {
            Events.once(Events.Event.WARM_UP_TROUBLE, lost);
        }
    }
}
