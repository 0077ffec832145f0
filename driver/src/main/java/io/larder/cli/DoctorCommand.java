package io.larder.cli;

import io.larder.cli.Finding.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Connects, and says what keeps Larder from answering queries from memory, and what to mend:",
            "options, driver and its replay self-test, the session, replicas, poolers, clocks; and of Redis its version,",
            "eviction policy, persistence, role and latency. Reads no table and changes nothing.",
            ""
        })
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final Target target = new Target();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        List<Finding> findings = Checkup.of(target);
        if (output.json) {
            output.out()
                    .println(Json.of(findings.stream().map(DoctorCommand::map).toList()));
        } else {
            findings.forEach(this::print);
        }
        return findings.stream().anyMatch(finding -> finding.level() == Level.BAD) ? LarderCommand.WRONG : 0;
    }

    private void print(Finding finding) {
        String mark = switch (finding.level()) {
            case OK -> "@|green ok  |@";
            case NOTE -> "@|yellow note|@";
            case BAD -> "@|red BAD |@";
        };
        boolean colours = output.isWatched();
        output.out()
                .printf(
                        Locale.ROOT,
                        "%s  %-20s %s%n",
                        (colours ? Ansi.ON : Ansi.OFF).string(mark),
                        finding.what(),
                        finding.found());
        if (!finding.remedy().isEmpty()) {
            output.out().printf("%27s-> %s%n", "", finding.remedy());
        }
    }

    private static Map<String, Object> map(Finding finding) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("level", finding.level().name().toLowerCase(Locale.ROOT));
        map.put("what", finding.what());
        map.put("found", finding.found());
        map.put("remedy", finding.remedy());
        return map;
    }
}
