package io.larder.integration.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.JDBCUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** jOOQ over HikariCP: the dialect comes from a connection, which says the URL of the database's own driver. */
class JooqStackTest extends StackRules {
    @Override
    Shop open(String url) throws Exception {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(2);
        pool.setMinimumIdle(1);
        return new JooqShop(DSL.using(pool, dialect(pool)), pool::close);
    }

    /** As Spring Boot finds it. */
    private static SQLDialect dialect(HikariDataSource pool) throws Exception {
        try (Connection connection = pool.getConnection()) {
            return JDBCUtils.dialect(connection);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDialectOfAConnectionIsThatOfTheDatabase(StackDatabase database) throws Exception {
        SQLDialect expected = database == StackDatabase.H2 ? SQLDialect.H2 : SQLDialect.POSTGRES;
        try (Stage stage = Stage.larder(database);
                Connection connection = DriverManager.getConnection(stage.url())) {
            assertThat(DSL.using(connection).dialect()).isEqualTo(expected);
            try (var context = DSL.using(stage.url())) {
                assertThat(context.dialect()).isEqualTo(expected);
            }
        }
    }

    /** jOOQ looks for the database's name anywhere in the URL. */
    @ParameterizedTest
    @CsvSource({
        "POSTGRES, jdbc:larder:postgresql://localhost/shop",
        "H2, jdbc:larder:h2:mem:shop",
        "MARIADB, jdbc:larder:mariadb://localhost/shop"
    })
    void soIsTheDialectOfTheTextOfAUrl(SQLDialect expected, String url) {
        assertThat(JDBCUtils.dialect(url)).isEqualTo(expected);
    }
}
