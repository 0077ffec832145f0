package io.larder.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.management.JMException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        description = {"Prints what a running process counts, for each database.", ""})
final class StatsCommand implements Callable<Integer> {
    @Mixin
    private final Jmx jmx = new Jmx();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws IOException, JMException {
        try (Beans beans = jmx.beans()) {
            Map<String, Map<String, Object>> databases = beans.databases();
            if (output.json) {
                output.out().println(Json.of(databases));
            } else {
                databases.forEach((name, figures) -> {
                    output.out().println(name);
                    figures.forEach((figure, value) -> print("  " + figure, value));
                });
            }
            return databases.isEmpty() ? LarderCommand.WRONG : 0;
        }
    }

    private void print(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                boolean none = inner instanceof Number number && number.doubleValue() == 0;
                if (!none) {
                    print(name + "." + key, Objects.requireNonNullElse(inner, ""));
                }
            });
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                output.out().println(name + "  " + element);
            }
        } else {
            output.out().printf("%-44s %s%n", name, value);
        }
    }
}
