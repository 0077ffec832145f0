package io.larder.jdbc.warmup;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.cache.TextFigures;
import io.larder.jdbc.cache.Watched;
import io.larder.jdbc.database.DatabaseSupport.TransferForm;
import io.larder.sql.BypassReason;
import io.larder.sql.StatementPlan.Read;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The answers of one statement of a script, while they are loaded. Thread-safe. */
final class Loading {
    /** A statement that fails so often is left. */
    private static final int ENOUGH_ERRORS = 5;

    /** What failed before leaves it open what it has done, until the database has answered again and was looked at. */
    private static final Set<BypassReason> OF_THE_MOMENT =
            Set.of(BypassReason.TRANSACTION_HAS_WRITTEN, BypassReason.SCHEMA_NOT_LOADED);

    private static final int AGAIN = 3;

    private final WarmScript.Statement statement;
    private final Rows rows;
    private final CachedDatabase database;
    private final TextFigures figures;
    private final Pace pace;
    private final Stopping stopping;
    private final long start = System.nanoTime();
    private final AtomicInteger next = new AtomicInteger();
    private final Map<Watched.Outcome, Long> outcomes = new EnumMap<>(Watched.Outcome.class);
    private final Map<BypassReason, Long> refused = new EnumMap<>(BypassReason.class);
    /** Several connections may meet the same. */
    private final Set<String> errors = new LinkedHashSet<>();

    private int failures;

    Loading(
            WarmScript.Statement statement,
            Rows rows,
            Read plan,
            CachedDatabase database,
            Pace pace,
            Stopping stopping) {
        this.statement = statement;
        this.rows = rows;
        this.database = database;
        this.figures = database.texts().of(plan);
        this.pace = pace;
        this.stopping = stopping;
    }

    /** Loads answers until there are no more to be loaded; others may do so at the same time, each on his own connection. */
    void work(Connection connection) {
        List<PreparedStatement> prepared = new ArrayList<>();
        try {
            for (TransferForm form : database.support().transferForms()) {
                PreparedStatement one = connection.prepareStatement(statement.text());
                prepared.add(one);
                form.choose(one);
                if (statement.directives().maxRows() > 0) {
                    one.setMaxRows(statement.directives().maxRows());
                }
            }
            for (int i = next.getAndIncrement(); i < rows.values().size() && goesOn(); i = next.getAndIncrement()) {
                load(prepared, rows.values().get(i));
            }
        } catch (SQLException e) {
            failed(e);
        } finally {
            prepared.forEach(Loading::close);
        }
    }

    private void load(List<PreparedStatement> forms, List<@Nullable Object> row) {
        try {
            for (PreparedStatement form : forms) {
                rows.bind(form, row);
                awaitTurn();
                long usual = figures.usualNanos();
                long sent = System.nanoTime();
                Watched.Result result = executed(form);
                for (int i = 0; i < AGAIN && isOfTheMoment(result); i++) {
                    result = executed(form);
                }
                pace.took(System.nanoTime() - sent, usual);
                count(result);
            }
        } catch (SQLException | RuntimeException e) {
            failed(e);
        }
    }

    private static boolean isOfTheMoment(Watched.Result result) {
        return result.reason().filter(OF_THE_MOMENT::contains).isPresent();
    }

    private static Watched.Result executed(PreparedStatement form) throws SQLException {
        return Watched.run(SqlCall.of(() -> form.executeQuery().close()));
    }

    private void awaitTurn() {
        long end = System.nanoTime() + pace.turn();
        for (long left = end - System.nanoTime(); left > 0 && !stopping.now(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, Stopping.LOOK_NANOS));
        }
    }

    private synchronized boolean goesOn() {
        return failures < ENOUGH_ERRORS && !stopping.now();
    }

    private synchronized void count(Watched.Result result) {
        outcomes.merge(result.outcome(), 1L, Long::sum);
        result.reason().ifPresent(reason -> refused.merge(reason, 1L, Long::sum));
    }

    private synchronized void failed(Exception e) {
        failures++;
        errors.add(WarmUp.firstLine(e));
    }

    /** Returns what came of it. */
    synchronized WarmReport.Line line() {
        return new WarmReport.Line(
                statement.line(),
                statement.title(),
                count(Watched.Outcome.STORED),
                count(Watched.Outcome.FOUND_IN_REDIS),
                count(Watched.Outcome.IN_MEMORY),
                count(Watched.Outcome.RACE_LOST),
                count(Watched.Outcome.NOT_KEPT),
                refused,
                Duration.ofNanos(System.nanoTime() - start));
    }

    /** Returns what went wrong. */
    synchronized List<WarmReport.Trouble> troubles() {
        return errors.stream()
                .map(error -> new WarmReport.Trouble(statement.line(), error))
                .toList();
    }

    private long count(Watched.Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    private static void close(PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException lost) {
            // With its connection.
        }
    }
}
