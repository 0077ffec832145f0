package io.larder.jdbc.warmup;

import io.larder.jdbc.console.WarmUp.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A warm-up that was begun, for who looks how far it is. Thread-safe. */
final class WarmRun implements WarmProgress {
    private final String script;
    private final long start = System.nanoTime();
    private final List<WarmReport.Line> lines = new CopyOnWriteArrayList<>();
    private volatile @Nullable WarmReport report;
    private volatile @Nullable String failure;

    WarmRun(String script) {
        this.script = script;
    }

    @Override
    public void done(WarmReport.Line line, int done, int all) {
        lines.add(line);
    }

    void ended(WarmReport how) {
        report = how;
    }

    /** Nothing was loaded. */
    void failed(String why) {
        failure = why;
    }

    Optional<WarmReport> report() {
        return Optional.ofNullable(report);
    }

    /** Returns a row for all of it, then one for each statement, then one for each error. */
    List<Progress> progress() {
        WarmReport whole = report;
        String why = failure;
        WarmReport known = whole == null
                ? new WarmReport(
                        script, lines, List.of(), Optional.empty(), 0, Duration.ofNanos(System.nanoTime() - start))
                : whole;
        String state = why != null ? "failed" : whole == null ? "running" : "done";
        List<Progress> rows = new ArrayList<>();
        rows.add(new Progress(
                script,
                "all",
                0,
                state,
                known.loaded(),
                known.alreadyThere() + known.found(),
                known.refused(),
                known.troubles().size(),
                known.time().toMillis() / 1000.0,
                why != null ? why : known.stopped().orElse("")));
        known.lines().forEach(line -> rows.add(row(line)));
        known.troubles()
                .forEach(trouble -> rows.add(new Progress(
                        script, "line " + trouble.line(), trouble.line(), "error", 0, 0, 0, 1, 0, trouble.message())));
        return rows;
    }

    private Progress row(WarmReport.Line line) {
        String reason = line.refused().keySet().stream()
                .findFirst()
                .map(first -> first.description())
                .orElse("");
        return new Progress(
                script,
                line.name(),
                line.line(),
                "done",
                line.loaded(),
                line.alreadyThere() + line.found(),
                line.refusals(),
                0,
                line.time().toMillis() / 1000.0,
                reason);
    }
}
