package io.larder.cli;

import io.larder.jdbc.warmup.WarmProgress;
import io.larder.jdbc.warmup.WarmReport;
import io.larder.jdbc.warmup.WarmUps;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "warm",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a warm-up script, and says what came of each statement.",
            "With larder.redis, the answers that are worth it are then in Redis for every process that asks the same with the",
            "same versions of Larder, Java and the driver. Without, nothing is left behind: it checks the script.",
            ""
        })
final class WarmCommand implements Callable<Integer> {
    private static final int BAR = 20;

    @Mixin
    private final Target target = new Target();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "<script>", description = "An SQL script: docs/warm-up.md.")
    private String script = "";

    @Option(names = "--parallel", defaultValue = "2", description = "Connections. Default: ${DEFAULT-VALUE}")
    private int parallel;

    @Option(names = "--rate", defaultValue = "200", description = "Statements in a second. Default: ${DEFAULT-VALUE}")
    private int rate;

    @Override
    public Integer call() throws SQLException {
        boolean bar = output.isWatched();
        WarmReport report = run(bar ? this::draw : WarmProgress.NONE);
        if (bar) {
            output.out().print("\r" + " ".repeat(BAR + 60) + "\r");
        }
        output.out().println(output.json ? Json.of(map(report)) : report.toString());
        return report.troubles().isEmpty() ? 0 : LarderCommand.WRONG;
    }

    private WarmReport run(WarmProgress progress) throws SQLException {
        try {
            return WarmUps.run(target::connect, script, Math.max(1, parallel), Math.max(1, rate), progress);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the script cannot be read: " + unreadable, unreadable);
        }
    }

    private void draw(WarmReport.Line line, int done, int all) {
        int full = BAR * done / Math.max(1, all);
        String bar = "#".repeat(full) + ".".repeat(BAR - full);
        output.out().printf(Locale.ROOT, "\r[%s] %d/%d %-40.40s", bar, done, all, line.name());
        output.out().flush();
    }

    private static Map<String, Object> map(WarmReport report) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("script", report.script());
        map.put("loaded", report.loaded());
        map.put("foundInRedis", report.found());
        map.put("alreadyThere", report.alreadyThere());
        map.put("refused", report.refused());
        map.put("seconds", report.time().toMillis() / 1000.0);
        map.put("stopped", report.stopped().orElse(null));
        map.put("statements", report.lines().stream().map(WarmCommand::map).toList());
        map.put(
                "errors",
                report.troubles().stream()
                        .map(trouble -> Map.<String, Object>of("line", trouble.line(), "message", trouble.message()))
                        .toList());
        return map;
    }

    private static Map<String, Object> map(WarmReport.Line line) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("line", line.line());
        map.put("name", line.name());
        map.put("loaded", line.loaded());
        map.put("foundInRedis", line.found());
        map.put("alreadyThere", line.alreadyThere());
        map.put("changing", line.changing());
        map.put("notKept", line.notKept());
        map.put("refused", line.refused());
        return map;
    }
}
