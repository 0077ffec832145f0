package io.larder.cli;

import io.larder.invalidation.Announcement;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.connection.LeadsToDatabase;
import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "flush",
        mixinStandardHelpOptions = true,
        description = {
            "Has all processes that meet in larder.redis forget their answers: all, or those of some tables. For what was",
            "written past Larder. A process without Redis is told by its own connections: FLUSH LARDER.",
            ""
        })
final class FlushCommand implements Callable<Integer> {
    private static final long LONGEST_SILENCE = TimeUnit.SECONDS.toNanos(15);

    @Mixin
    private final Target target = new Target();

    @Mixin
    private final Output output = new Output();

    @Parameters(
            paramLabel = "<table>",
            arity = "0..*",
            description = "Names of tables; their schema makes no difference.")
    private List<String> tables = new ArrayList<>();

    @Override
    public Integer call() throws SQLException, IOException {
        if (target.resolved().config().redis().isEmpty()) {
            throw new SQLException("nobody to tell: give --option larder.redis=…, as the application has it");
        }
        try (Connection connection = target.connect()) {
            if (!connection.isWrapperFor(LeadsToDatabase.class)) {
                throw new SQLException("nothing of this database is cached: Larder does not know its driver");
            }
            CachedDatabase database = connection.unwrap(LeadsToDatabase.class).database();
            awaitOthers(database);
            Announcement announcement = database.announce(change());
            announcement.committed();
            String what = tables.isEmpty() ? "everything" : String.join(", ", tables);
            output.out().println(output.json ? Json.of(List.of(what)) : "forgotten: " + what);
            return 0;
        }
    }

    private Change change() {
        return tables.isEmpty()
                ? Change.EVERYTHING
                : new Change.Tables(tables.stream()
                        .map(name -> new TableChange(lastPart(name), TableChange.Kind.ANY))
                        .collect(Collectors.toSet()));
    }

    /** Of a name with dots the last part counts, as everywhere. */
    static TableName lastPart(String name) {
        String bare = name.substring(name.lastIndexOf('.') + 1).replaceAll("[\"`]", "");
        return new TableName(bare.toLowerCase(Locale.ROOT));
    }

    private static void awaitOthers(CachedDatabase database) throws IOException {
        long start = System.nanoTime();
        while (!database.coordination().mayServe(System.nanoTime())) {
            if (System.nanoTime() - start > LONGEST_SILENCE) {
                throw new IOException("Redis does not answer: nobody was told");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
