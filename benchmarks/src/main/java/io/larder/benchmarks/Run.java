package io.larder.benchmarks;

import io.larder.testservers.TestServers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.Main;

/**
 * Runs JMH with one PostgreSQL for all forks. Takes JMH's options, and {@code --full} for figures to publish instead of a
 * quick look.
 */
public final class Run {
    private static final Map<String, String> FULL = Map.of("-f", "3", "-wi", "3", "-w", "1", "-i", "5", "-r", "1");
    private static final Set<String> WITHOUT_A_RUN = Set.of("-h", "-l", "-lp", "-lprof", "-lrf");

    private Run() {}

    /** Runs the benchmarks that the arguments name; all of them, if they name none. */
    public static void main(String[] arguments) throws IOException {
        List<String> given = new ArrayList<>(List.of(arguments));
        if (given.remove("--full")) {
            FULL.forEach((option, value) -> {
                if (!given.contains(option)) {
                    Collections.addAll(given, option, value);
                }
            });
        }
        if (Collections.disjoint(given, WITHOUT_A_RUN)) {
            String url = TestServers.postgres().freshDatabase();
            Collections.addAll(given, "-jvmArgsAppend", "-D" + Database.POSTGRES_URL + "=" + url);
        }
        Main.main(given.toArray(String[]::new));
    }
}
