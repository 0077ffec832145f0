package io.larder.jdbc.warmup;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.sql.StatementPlan;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.StatementPlan.SessionChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** One run of a script. Used by one thread. */
final class WarmUp {
    private final WarmScript script;
    private final WarmConnections connections;
    private final CachedDatabase database;
    private final Pace pace;
    private final Stopping stopping;
    private final WarmProgress progress;
    private final List<WarmReport.Line> lines = new ArrayList<>();
    private final List<WarmReport.Trouble> troubles = new ArrayList<>();
    private int done;
    private int all;

    /**
     * @param rate statements in a second
     * @param stopping when it ends before its end
     * @param progress is told of each statement that was done
     */
    WarmUp(WarmScript script, WarmConnections connections, int rate, Stopping stopping, WarmProgress progress) {
        this.script = script;
        this.connections = connections;
        this.database = connections.database();
        this.pace = new Pace(rate, System::nanoTime);
        this.stopping = stopping;
        this.progress = progress;
    }

    /** Loads the answers of some of the script's statements; what goes wrong with one leaves the others alone. */
    WarmReport run(List<WarmScript.Statement> statements) {
        long start = System.nanoTime();
        troubles.addAll(script.trouble());
        all = statements.size();
        for (WarmScript.Statement statement : statements) {
            done++;
            if (stopping.now()) {
                break;
            }
            try {
                run(statement);
            } catch (ScriptException e) {
                troubles.add(e.trouble());
            } catch (SQLException | RuntimeException e) {
                troubles.add(new WarmReport.Trouble(statement.line(), firstLine(e)));
            }
        }
        return new WarmReport(
                script.name(),
                lines,
                troubles,
                stopping.reason(),
                pace.rests(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private void run(WarmScript.Statement statement) throws SQLException, ScriptException {
        Connection first = connections.all().get(0);
        StatementPlan plan = WarmConnections.leading(first).plan(statement.sql());
        if (plan instanceof SessionChange) {
            // As the sessions of the application have it: part of the key.
            runOnAll(statement.sql());
            return;
        }
        if (!(plan instanceof Read read)) {
            throw new ScriptException(statement.line(), "not run: a warm-up only asks queries, and sets settings");
        }
        if (read.notCacheable().isPresent()) {
            add(new WarmReport.Line(
                    statement.line(),
                    statement.title(),
                    0,
                    0,
                    0,
                    0,
                    0,
                    Map.of(read.notCacheable().get(), 1L),
                    Duration.ZERO));
            return;
        }
        checkForeach(statement, first);
        Rows rows = Rows.of(statement, first);
        Loading loading = new Loading(statement, rows, read, database, pace, stopping);
        work(loading, statement.directives().parallel().orElse(Integer.MAX_VALUE));
        add(loading.line());
        troubles.addAll(loading.troubles());
    }

    /** It may have functions whose answers are not kept; it must write nothing. */
    private static void checkForeach(WarmScript.Statement statement, Connection connection)
            throws SQLException, ScriptException {
        String query = statement.directives().foreach().orElse(null);
        if (query != null && !(WarmConnections.leading(connection).plan(query) instanceof Read)) {
            throw new ScriptException(statement.line(), "not run: the foreach is not a query");
        }
    }

    private void add(WarmReport.Line line) {
        lines.add(line);
        progress.done(line, done, all);
    }

    private void runOnAll(String sql) throws SQLException {
        for (Connection connection : connections.all()) {
            try (Statement setting = connection.createStatement()) {
                setting.execute(sql);
            }
        }
    }

    /** The first connection on this thread, the others each on its own. */
    private void work(Loading loading, int parallel) {
        List<Connection> all = connections.all();
        List<Connection> others = all.subList(1, Math.min(all.size(), Math.max(1, parallel)));
        CountDownLatch working = new CountDownLatch(others.size());
        for (Connection other : others) {
            Thread worker = new Thread(
                    () -> {
                        try {
                            loading.work(other);
                        } finally {
                            working.countDown();
                        }
                    },
                    "larder-warm-worker");
            worker.setDaemon(true);
            worker.start();
        }
        loading.work(all.get(0));
        try {
            working.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what happened in one line. Drivers show parameters in further ones. */
    static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
