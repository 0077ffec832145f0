package io.larder.integration.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.LarderDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
            assertThat(told).contains("1.1,2");
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
        LarderDataSource source = new LarderDataSource();
        source.setUrl(url);
        return Flyway.configure()
                .dataSource(url.startsWith("jdbc:larder:") ? source : bare(url))
                .locations("classpath:flyway")
                .target(target)
                .cleanDisabled(false)
                .load();
    }

    private static javax.sql.DataSource bare(String url) {
        return new org.springframework.jdbc.datasource.DriverManagerDataSource(url);
    }

    /** What a migration changes in the schema and in the data, a session that is served sees at once. */
    @ParameterizedTest
    @EnumSource
    void whatAMigrationChangesIsSeenAtOnce(StackDatabase database) throws Exception {
        try (Stage stage = Stage.larder(database);
                Connection reader = DriverManager.getConnection(stage.url())) {
            flyway(stage.url(), "1.1").migrate();
            assertThat(ask(reader)).isEqualTo(ask(reader)).containsExactly("1 red", "2 green");
            long hits = stage.statistics().hits();
            ask(reader);
            assertThat(stage.statistics().hits()).isEqualTo(hits + 1);
            flyway(stage.url(), "2").migrate();
            assertThat(ask(reader)).containsExactly("1 crimson", "2 green", "3 blue");
            ask(reader);
            hits = stage.statistics().hits();
            assertThat(ask(reader)).containsExactly("1 crimson", "2 green", "3 blue");
            assertThat(stage.statistics().hits()).isEqualTo(hits + 1);
        }
    }

    @Test
    void itsUrlAloneIsNotKnownToFlyway() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.POSTGRESQL)) {
            System.out.println("FLYWAY URL: "
                    + StackRules.attempt(() -> Flyway.configure()
                            .dataSource(stage.url(), null, null)
                            .locations("classpath:flyway")
                            .target("2")
                            .load()
                            .migrate()
                            .toString()));
            System.out.println("FLYWAY URL+driver: "
                    + StackRules.attempt(() -> Flyway.configure()
                            .driver("io.larder.jdbc.LarderDriver")
                            .dataSource(stage.url(), null, null)
                            .locations("classpath:flyway")
                            .target("2")
                            .load()
                            .migrate()
                            .toString()));
        }
    }

    private static List<String> ask(Connection connection) throws SQLException {
        List<String> read = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLOURS)) {
            while (rows.next()) {
                read.add(rows.getString(1));
            }
        }
        return read;
    }
}
