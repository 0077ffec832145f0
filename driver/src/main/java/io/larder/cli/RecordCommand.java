package io.larder.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import javax.management.JMException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a warm-up script of what a running process asks most, with its parameters, for the next start.",
            "A process can also keep such a script itself: larder.warm.record.",
            ""
        })
final class RecordCommand implements Callable<Integer> {
    @Mixin
    private final Jmx jmx = new Jmx();

    @Mixin
    private final Output output = new Output();

    @Option(names = "--questions", defaultValue = "1000", description = "At most. Default: ${DEFAULT-VALUE}")
    private int questions;

    @Override
    public Integer call() throws IOException, JMException {
        try (Beans beans = jmx.beans()) {
            List<String> scripts = beans.record(Math.max(1, questions));
            if (scripts.isEmpty()) {
                throw new IOException("no database is known in that process: nobody has connected through Larder yet");
            }
            if (output.json) {
                output.out().println(Json.of(scripts));
            } else {
                scripts.forEach(output.out()::print);
            }
            return 0;
        }
    }
}
