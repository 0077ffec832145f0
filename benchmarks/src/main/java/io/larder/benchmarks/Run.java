package io.larder.benchmarks;

import io.larder.testservers.TestServers;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.Main;

/**
 * Runs JMH with one PostgreSQL and one Redis for all forks. Takes JMH's options, and {@code --full} for figures to publish
 * instead of a quick look; {@code --invalidation} measures when a write is seen by another process ({@link Invalidation}).
 */
public final class Run {
    /** Every call is timed, so that the median can be read: others who use the machine spoil an average, not a median. */
    private static final Map<String, String> FULL =
            Map.of("-bm", "sample", "-wi", "3", "-w", "1500ms", "-i", "3", "-r", "1");

    /** After which the other process is looked at. */
    private static final int WRITES = 5_000;

    private static final Set<String> WITHOUT_A_RUN = Set.of("-h", "-l", "-lp", "-lprof", "-lrf");

    private Run() {}

    /** Runs the benchmarks that the arguments name; all of them, if they name none. */
    public static void main(String[] arguments) throws IOException, SQLException {
        List<String> given = new ArrayList<>(List.of(arguments));
        if (given.remove("--invalidation")) {
            Invalidation.measure(given.isEmpty() ? WRITES : Integer.parseInt(given.get(0)));
            return;
        }
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
            Collections.addAll(
                    given,
                    "-jvmArgsAppend",
                    "-D" + Hub.REDIS_URL + "=" + TestServers.redis().uri());
        }
        Main.main(given.toArray(String[]::new));
    }
}
