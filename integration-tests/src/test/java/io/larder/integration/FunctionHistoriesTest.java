package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.sql.BypassReason;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions of users, with the word of the user or without it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FunctionHistoriesTest extends Histories {
    private static final String DOUBLED = "select doubled(id), name from item order by id";
    private static final String LIST = "unknown_one, Shop.Doubled,careless";

    FunctionHistoriesTest(TestDatabase database) {
        super(database);
    }

    @Override
    List<String> schema() {
        String java = Code.class.getName() + ".doubled";
        return List.of(
                "create table log (id int)",
                switch (database) {
                    case POSTGRESQL ->
                        "create function doubled(int) returns int immutable language sql as 'select $1 * 2'";
                    case H2 -> "create alias doubled deterministic for '" + java + "'";
                    case MARIADB -> "create function doubled(n int) returns int deterministic no sql return n * 2";
                },
                switch (database) {
                    case POSTGRESQL -> "create function careless(int) returns int language sql as 'select $1 * 2'";
                    case H2 -> "create alias careless for '" + java + "'";
                    case MARIADB -> "create function careless(n int) returns int return n * 2";
                });
    }

    /** For H2. */
    public static final class Code {
        private Code() {}

        public static int doubled(int number) {
            return number * 2;
        }
    }

    @Test
    void aFunctionThatIsNotListedIsAskedEachTime() throws SQLException {
        alice.answered(DOUBLED);
        alice.answered(DOUBLED);
    }

    @Test
    void aFunctionThatIsListedIsServed() throws SQLException {
        Client trusting = client("larder.functions", LIST);
        assertThat(trusting.ask(DOUBLED)).containsExactly("2|apple", "4|pear");
        assertThat(trusting.served(DOUBLED)).containsExactly("2|apple", "4|pear");
        alice.run("update item set name = 'plum' where id = 1");
        assertThat(trusting.answered(DOUBLED)).contains("2|plum");
        alice.answered(DOUBLED);
    }

    @Test
    void itsSchemaMayBeNamed() throws SQLException {
        Client trusting = client("larder.functions", LIST);
        String schema = trusting.ask(
                        "select table_schema from information_schema.tables where lower(table_name) = 'log'")
                .get(0);
        trusting.warm("select " + schema + ".doubled(id) from item order by id");
    }

    @Test
    void whatTheDatabaseSaysOtherwiseIsNotBelieved() throws SQLException {
        Client trusting = client("larder.functions", LIST);
        String careless = "select careless(id) from item order by id";
        trusting.answered(careless);
        trusting.answered(careless);
        assertThat(trusting.cache().bypasses()).containsKey(BypassReason.REDEFINED_NAME);
    }

    @Test
    void whatDependsOnTheClockIsNotBelieved() throws SQLException {
        Client trusting = client("larder.functions", "now,current_timestamp,random,rand,nextval");
        String sql = "select now(), id from item";
        trusting.answered(sql);
        trusting.answered(sql);
    }

    @Test
    void aWriteThatCallsItIsOneOfItsTable() throws SQLException {
        Client trusting = client("larder.functions", LIST);
        trusting.warm(ITEMS);
        trusting.warm("select id from log");
        trusting.run("update item set name = 'plum' where id = doubled(1)");
        assertThat(trusting.answered(ITEMS)).contains("2|plum");
        trusting.served("select id from log");
    }

    @Test
    void aListThatIsMalformedIsRefused() {
        for (String list : List.of("a b", "f()", "a,,b")) {
            assertThatThrownBy(() -> client("larder.functions", list))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("larder.functions")
                    .hasMessageContaining("separated by commas");
        }
    }
}
