package io.larder.integration.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Spring Boot, in which nothing but {@code spring.datasource.url} is other than before. */
class SpringBootStackTest extends StackRules {
    @Override
    Shop open(String url) {
        // So that no connection is opened while a test looks at the statements.
        return new BootShop(start("--spring.datasource.url=" + url, "--spring.datasource.hikari.minimum-idle=1"));
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        SpringApplication application = new SpringApplicationBuilder(BootApplication.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .build();
        return application.run(arguments);
    }

    /** Boot's own pool, migrations, scripts and health look at the connection, not at the URL. */
    @ParameterizedTest
    @EnumSource
    void theApplicationIsMigratedAndHealthy(StackDatabase database) throws Exception {
        try (Stage stage = Stage.larder(database);
                BootShop shop = new BootShop(start(
                        "--spring.datasource.url=" + stage.url(),
                        "--spring.sql.init.mode=always",
                        "--spring.sql.init.schema-locations=classpath:boot-schema.sql"))) {
            assertThat(stage.truth("select count(*) from setting")).containsExactly("1");
            assertThat(shop.health()).contains("UP", database == StackDatabase.H2 ? "H2" : "PostgreSQL");
            assertThat(stage.truth("select name from colour order by id")).containsExactly("red", "green");
        }
    }

    /** A line that names the driver of the database itself is no obstacle either. */
    @Test
    void aDriverThatIsNamedBesidesTheUrlGivesWay() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.POSTGRESQL);
                var context = start(
                        "--spring.datasource.url=" + stage.url(),
                        "--spring.datasource.driver-class-name=org.postgresql.Driver")) {
            assertThat(context.getBean(JdbcTemplate.class).queryForObject("select 1", Integer.class))
                    .isOne();
        }
    }

    @Test
    void aUrlWithoutLarderKeepsItsDriver() throws Exception {
        try (Stage stage = Stage.bare(StackDatabase.H2);
                var context = start("--spring.datasource.url=" + stage.url())) {
            assertThat(context.getEnvironment().getProperty("spring.datasource.driver-class-name"))
                    .isNull();
            assertThat(context.getBean(JdbcTemplate.class).queryForObject("select 1", Integer.class))
                    .isOne();
        }
    }

    @Test
    void itsMetersAreAmongTheApplications() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.H2);
                var context = start("--spring.datasource.url=" + stage.url())) {
            JdbcTemplate template = context.getBean(JdbcTemplate.class);
            assertThat(template.queryForObject("select 1", Integer.class)).isOne();

            assertThat(context.getBean(MeterRegistry.class)
                            .get("larder.bypasses")
                            .tag("reason", "NO_TABLE")
                            .functionCounters())
                    .anyMatch(counter -> counter.count() >= 1);
        }
    }

    @Test
    void theUrlMayComeFromAPlaceholder() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.H2);
                var context = start("--shop.url=" + stage.url(), "--spring.datasource.url=${shop.url}")) {
            assertThat(context.getBean(JdbcTemplate.class).queryForObject("select 1", Integer.class))
                    .isOne();
        }
    }

    @Test
    void aBuilderOfDataSourcesNeedsTheUrlOnly() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.POSTGRESQL);
                var pool = DataSourceBuilder.create()
                        .type(HikariDataSource.class)
                        .url(stage.url())
                        .build()) {
            assertThat(new JdbcTemplate(pool).queryForObject("select 1", Integer.class))
                    .isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whetherTheDatabaseIsEmbeddedIsSeenAsBefore(StackDatabase database) throws Exception {
        try (Stage bare = Stage.bare(database);
                Stage larder = Stage.larder(database)) {
            for (Stage stage : List.of(bare, larder)) {
                try (var context = start("--spring.datasource.url=" + stage.url())) {
                    assertThat(EmbeddedDatabaseConnection.isEmbedded(context.getBean(DataSource.class)))
                            .isEqualTo(database == StackDatabase.H2);
                }
            }
        }
    }
}
