package io.larder.integration.cells;

import io.larder.integration.TestDatabase;
import io.larder.testservers.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A database whose cells are compared. */
@SuppressWarnings("ImmutableEnumChecker") // Its lists and maps cannot be changed.
enum Flavor {
    POSTGRESQL(
            "PostgreSQL",
            PostgresSamples.ALL,
            PostgresSamples.PASSED_THROUGH,
            new Mode("text", false, 2, 1, 1, Map.of()),
            new Mode("binary", true, 2, 2, 1, Map.of("prepareThreshold", "-1")),
            new Mode("text, then binary", true, 7, 4, 7, Map.of())) {
        @Override
        String create() {
            return TestServers.postgres().createDatabase("cells");
        }

        @Override
        List<String> types() {
            return PostgresSamples.TYPES;
        }
    },
    H2(
            "H2",
            H2Samples.ALL,
            H2Samples.PASSED_THROUGH,
            new Mode("statement", false, 2, 1, 1, Map.of()),
            new Mode("prepared", true, 2, 1, 1, Map.of())) {
        @Override
        String create() {
            return "jdbc:h2:mem:cells_" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        }
    },
    MARIADB(
            "MariaDB",
            MariaDbSamples.ALL,
            MariaDbSamples.PASSED_THROUGH,
            new Mode("text", false, 2, 1, 1, Map.of()),
            new Mode("binary", true, 2, 1, 1, Map.of("useServerPrepStmts", "true"))) {
        @Override
        String create() {
            return TestDatabase.MARIADB.create();
        }

        @Override
        List<String> types() {
            // So that there can be days that no calendar has.
            return List.of("set sql_mode = ''");
        }
    };

    private final String title;
    private final List<Sample> samples;
    private final Map<String, String> passedThrough;
    private final List<Mode> modes;

    Flavor(String title, List<Sample> samples, Map<String, String> passedThrough, Mode... modes) {
        this.title = title;
        this.samples = List.copyOf(samples);
        this.passedThrough = Map.copyOf(passedThrough);
        this.modes = List.of(modes);
    }

    String title() {
        return title;
    }

    List<Sample> samples() {
        return samples;
    }

    /** Returns the samples that are compared in a mode. */
    List<Sample> samples(Mode mode) {
        return IntStream.range(0, samples.size())
                .filter(number -> number % mode.everyNth() == 0)
                .mapToObj(samples::get)
                .toList();
    }

    /** Returns the samples that are never kept, and why. */
    Map<String, String> passedThrough() {
        return passedThrough;
    }

    /** Returns which of these are never kept. */
    Set<String> passedThrough(List<Sample> some) {
        return some.stream()
                .map(Sample::name)
                .filter(passedThrough::containsKey)
                .collect(Collectors.toSet());
    }

    List<Mode> modes() {
        return modes;
    }

    /** Creates an empty database, or finds a name for one, and returns its URL. */
    abstract String create();

    /** What has to be there before the table can be made. */
    List<String> types() {
        return List.of();
    }

    /** Returns the table of a sample; those that spoil the answers of their whole table have one of their own. */
    String table(Sample sample) {
        return sample.name().startsWith("time_of_day") ? "specimen_of_time" : "specimen";
    }

    /** Makes the tables: one row, a column for each sample. */
    void fill(Connection connection, List<Sample> wanted) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String type : types()) {
                statement.execute(type);
            }
            for (Map.Entry<String, List<Sample>> table :
                    wanted.stream().collect(Collectors.groupingBy(this::table)).entrySet()) {
                fill(statement, table.getKey(), table.getValue());
            }
        }
    }

    private static void fill(Statement statement, String table, List<Sample> wanted) throws SQLException {
        statement.execute(wanted.stream()
                .map(sample -> sample.name() + " " + sample.type())
                .collect(Collectors.joining(", ", "create table " + table + " (", ")")));
        statement.execute(wanted.stream()
                .map(Sample::literal)
                .collect(Collectors.joining(", ", "insert into " + table + " values (", ")")));
    }
}
