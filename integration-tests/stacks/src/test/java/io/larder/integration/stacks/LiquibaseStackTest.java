package io.larder.integration.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Liquibase over a connection, which says which database it is, or by the URL with the driver's name. */
class LiquibaseStackTest {
    private static final String COLOURS = "select id || ' ' || name from colour order by id";

    @ParameterizedTest
    @EnumSource
    void migratesAsOnTheBareDriver(StackDatabase database) throws Exception {
        try (Stage bare = Stage.bare(database);
                Stage larder = Stage.larder(database)) {
            List<String> told = migrations(larder);
            assertThat(told).isEqualTo(migrations(bare)).contains("[1 red, 2 green]", "[1 crimson, 2 green, 3 blue]");
            System.out.println("[stacks] LiquibaseStackTest on " + database + ": statements "
                    + bare.statements().size() + " -> " + larder.statements().size() + ", " + larder.statistics());
        }
    }

    private static List<String> migrations(Stage stage) throws Exception {
        List<String> told = new ArrayList<>();
        String changes = "select id || exectype || md5sum from databasechangelog order by orderexecuted";
        update(stage.url(), "first");
        told.add(stage.truth(changes).toString());
        told.add(stage.truth(COLOURS).toString());
        update(stage.url(), "later");
        update(stage.url(), "later");
        told.add(stage.truth(COLOURS).toString());
        run(stage.url(), "rollbackCount", Map.of("count", 2));
        told.add(stage.truth(changes).toString());
        told.add(stage.truth(COLOURS).toString());
        update(stage.url(), "later");
        told.add(stage.truth(changes).toString());
        run(stage.url(), "dropAll", Map.of());
        told.add(StackRules.attempt(() -> stage.truth(COLOURS).toString()).replaceAll("(?s):.*", ""));
        return told;
    }

    /** What a migration changes in the schema and in the data, a session that is served sees at once. */
    @ParameterizedTest
    @EnumSource
    void whatAMigrationChangesIsSeenAtOnce(StackDatabase database) throws Exception {
        try (Stage stage = Stage.larder(database);
                Reader reader = new Reader(stage.url(), COLOURS)) {
            update(stage.url(), "first");
            assertThat(reader.ask()).isEqualTo(reader.ask()).containsExactly("1 red", "2 green");
            long hits = stage.statistics().hits();
            reader.ask();
            assertThat(stage.statistics().hits()).isEqualTo(hits + 1);
            update(stage.url(), "later");
            assertThat(reader.ask()).containsExactly("1 crimson", "2 green", "3 blue");
            reader.ask();
            hits = stage.statistics().hits();
            assertThat(reader.ask()).containsExactly("1 crimson", "2 green", "3 blue");
            assertThat(stage.statistics().hits()).isEqualTo(hits + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void byTheUrlItWantsTheDriversName(StackDatabase database) throws Exception {
        try (Stage stage = Stage.larder(database)) {
            assertThatThrownBy(() ->
                            execute("update", Map.of("url", stage.url(), "changelogFile", "liquibase/changelog.xml")))
                    .hasStackTraceContaining("river class was not specified");
            execute(
                    "update",
                    Map.of(
                            "url",
                            stage.url(),
                            "driver",
                            "io.larder.jdbc.LarderDriver",
                            "changelogFile",
                            "liquibase/changelog.xml"));
            assertThat(stage.truth(COLOURS)).hasSize(3);
        }
    }

    private static void update(String url, String contexts) throws Exception {
        run(url, "update", Map.of("contexts", contexts));
    }

    private static void run(String url, String command, Map<String, Object> arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Database database = DatabaseFactory.getInstance()
                        .findCorrectDatabaseImplementation(new JdbcConnection(connection))) {
            Map<String, Object> all = new HashMap<>(arguments);
            all.put("database", database);
            if (!command.equals("dropAll")) {
                all.put("changelogFile", "liquibase/changelog.xml");
            }
            execute(command, all);
        }
    }

    private static void execute(String command, Map<String, Object> arguments) throws Exception {
        Scope.child(
                Map.of(
                        Scope.Attr.resourceAccessor.name(),
                        new ClassLoaderResourceAccessor(),
                        Scope.Attr.ui.name(),
                        new LoggerUIService()),
                () -> {
                    CommandScope scope = new CommandScope(command);
                    arguments.forEach(scope::addArgumentValue);
                    scope.setOutput(OutputStream.nullOutputStream());
                    scope.execute();
                });
    }
}
