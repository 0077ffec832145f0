package io.larder.integration.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Flyway over a DataSource: it then finds the database by its product name. */
class FlywayStackTest {
    private static final String COLOURS = "select id || ' ' || name from colour order by id";

    @ParameterizedTest
    @EnumSource
    void migratesAsOnTheBareDriver(StackDatabase database) throws Exception {
        try (Stage bare = Stage.bare(database);
                Stage larder = Stage.larder(database)) {
            List<String> told = migrations(larder.url());
            assertThat(told).isEqualTo(migrations(bare.url()));
            assertThat(told).contains("1;1.1,2");
            System.out.println("[stacks] FlywayStackTest on " + database + ": statements "
                    + bare.statements().size() + " -> " + larder.statements().size() + ", " + larder.statistics());
        }
    }

    private static List<String> migrations(String url) {
        List<String> told = new ArrayList<>();
        Flyway first = flyway(url, "1.1");
        told.add(String.valueOf(first.migrate().migrationsExecuted));
        told.add(String.valueOf(first.migrate().migrationsExecuted));
        Flyway second = flyway(url, "2");
        told.add(applied(first) + "," + second.info().pending()[0].getVersion());
        told.add(String.valueOf(second.migrate().migrationsExecuted));
        second.validate();
        told.add(applied(second));
        Flyway broken = flyway(url, "3");
        told.add(StackRules.attempt(() -> broken.migrate().toString()).replaceAll("(?s):.*", ""));
        broken.repair();
        told.add(applied(broken));
        second.clean();
        told.add(String.valueOf(second.migrate().migrationsExecuted));
        return told;
    }

    private static String applied(Flyway flyway) {
        return Arrays.stream(flyway.info().applied())
                .map(migration -> migration.getVersion().toString())
                .reduce("", (all, one) -> all + one + ";")
                .replaceAll(";$", "");
    }

    private static Flyway flyway(String url, String target) {
        return Flyway.configure()
                .dataSource(new DriverManagerDataSource(url))
                .locations("classpath:flyway")
                .target(target)
                .cleanDisabled(false)
                .load();
    }

    /** What a migration changes in the schema and in the data, a session that is served sees at once. */
    @ParameterizedTest
    @EnumSource
    void whatAMigrationChangesIsSeenAtOnce(StackDatabase database) throws Exception {
        try (Stage stage = Stage.larder(database);
                Reader reader = new Reader(stage.url(), COLOURS)) {
            flyway(stage.url(), "1.1").migrate();
            assertThat(reader.ask()).isEqualTo(reader.ask()).containsExactly("1 red", "2 green");
            long hits = stage.statistics().hits();
            reader.ask();
            assertThat(stage.statistics().hits()).isEqualTo(hits + 1);
            flyway(stage.url(), "2").migrate();
            assertThat(reader.ask()).containsExactly("1 crimson", "2 green", "3 blue");
            reader.ask();
            hits = stage.statistics().hits();
            assertThat(reader.ask()).containsExactly("1 crimson", "2 green", "3 blue");
            assertThat(stage.statistics().hits()).isEqualTo(hits + 1);
        }
    }

    /** What takes a URL of Flyway's own takes the bare one, or none: Spring Boot gives Flyway its DataSource. */
    @ParameterizedTest
    @EnumSource
    void toFlywayAsAUrlLarderIsUnknown(StackDatabase database) throws Exception {
        try (Stage stage = Stage.larder(database)) {
            assertThatThrownBy(() -> Flyway.configure()
                            .driver("io.larder.jdbc.LarderDriver")
                            .dataSource(stage.url(), null, null)
                            .load()
                            .migrate())
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("No Flyway database plugin found to handle jdbc:larder:");
        }
    }
}
