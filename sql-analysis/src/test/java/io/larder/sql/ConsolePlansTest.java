package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolePlansTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "SHOW LARDER STATUS ! console show[STATUS]",
                "-- whose | show Larder /* what */ queries limit 5; ! console show[queries, limit, 5]",
                "show larder ! console show[]",
                "explain larder select 1 ! console explain[select, 1]",
                "explain larder (select 1) ! console explain[(, select, 1, )]",
                "flush larder ! console flush[]",
                "flush larder table shop.item, other ! console flush[table, shop, ., item, ,, other]",
                "warm larder from 'it''s.sql' ! console warm[from, it's.sql]",
                "set larder caching = off ! console set[caching, =, off]"
            })
    void whatIsForLarderIsRecognized(String sql, String plan) {
        for (Dialect dialect : new Dialect[] {Dialect.POSTGRESQL, Dialect.H2, Dialect.MARIADB}) {
            assertThat(PlanSummary.of(new StatementPlanner(dialect, 100).plan(sql.replace('|', '\n'))))
                    .as(dialect + ": " + sql)
                    .isEqualTo(plan);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain larder",
                "explain larder id",
                "explain larder 'i%'",
                "explain larder.x",
                "describe larder id",
                "show larder like 'x'",
                "show larder where 1 = 1",
                "show larder.x",
                "flush larder, tables",
                "set larder = 1",
                "set larder to 1",
                "set larder.x = 1",
                "set larder to = 1",
                "select larder from item",
                "select * from larder",
                "show status; show larder status",
                "show larder status; select 1",
                "show 'larder' status",
                "show \"larder\" status"
            })
    void whatADatabaseMayUnderstandIsNot(String sql) {
        for (Dialect dialect : Dialect.values()) {
            assertThat(new StatementPlanner(dialect, 100).plan(sql))
                    .as(dialect + ": " + sql)
                    .isNotInstanceOf(StatementPlan.Console.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2", "MARIADB"})
    void whatFollowsIsKeptAsItWasWritten(Dialect dialect) {
        String inner = "/* larder: ttl=1s */ select 'it''s',  a /* why */ FROM item WHERE id = ? -- larder: tag=x";
        assertThat(new StatementPlanner(dialect, 100).plan(" EXPLAIN LARDER  " + inner + "\n ; "))
                .isInstanceOfSatisfying(
                        StatementPlan.Console.class,
                        console -> assertThat(console.rest()).isEqualTo(inner));
    }
}
