package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers do not outlive the schema that they were read under. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SchemaHistoriesTest extends Histories {
    private static final String ALL = "select * from item order by 1";

    SchemaHistoriesTest(TestDatabase database) {
        super(database);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create table spare (id int primary key, name varchar(100))", "insert into spare values (7, 'spare')");
    }

    @Test
    void aNewColumnIsSeen() throws SQLException {
        bob.warm(ALL);
        alice.run("alter table item add column price int default 5");
        assertThat(bob.answered(ALL)).containsExactly("1|apple|5", "2|pear|5");
        assertThat(bob.served(ALL)).containsExactly("1|apple|5", "2|pear|5");
    }

    @Test
    void aTableThatIsGoneIsAnError() throws SQLException {
        bob.warm(ITEMS);
        alice.run("drop table item");
        assertThatThrownBy(() -> bob.ask(ITEMS)).isInstanceOf(SQLException.class);
    }

    @Test
    void aTableThatIsMadeAnewHasItsNewRows() throws SQLException {
        bob.warm(ITEMS);
        alice.run("drop table item");
        alice.run("create table item (id int, name varchar(100))");
        assertThat(bob.answered(ITEMS)).isEmpty();
        alice.run("insert into item values (5, 'fig')");
        assertThat(bob.answered(ITEMS)).containsExactly("5|fig");
        assertThat(bob.served(ITEMS)).containsExactly("5|fig");
    }

    @Test
    void tablesThatSwapNamesSwapAnswers() throws SQLException {
        bob.warm(ITEMS);
        bob.warm("select id, name from spare order by id");
        alice.run("alter table item rename to old");
        alice.run("alter table spare rename to item");
        alice.run("alter table old rename to spare");
        assertThat(bob.answered(ITEMS)).containsExactly("7|spare");
        assertThat(bob.answered("select id, name from spare order by id")).containsExactly("1|apple", "2|pear");
    }

    @Test
    void aTableThatBecomesAViewShowsWhatIsBelow() throws SQLException {
        bob.warm(ITEMS);
        alice.run("alter table item rename to base");
        alice.run("create view item as select id, name from base");
        bob.ask(ITEMS);
        bob.warm(ITEMS);
        alice.run("update base set name = 'plum' where id = 1");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void aViewShowsWhatIsWrittenBelow() throws SQLException {
        alice.run("create view shown as select id, name from item");
        String sql = "select id, name from shown order by id";
        bob.ask(sql);
        bob.ask(sql);
        alice.run("update item set name = 'plum' where id = 1");
        assertThat(bob.ask(sql)).contains("1|plum");
        alice.run("drop view shown");
        alice.run("create view shown as select id, name from spare");
        assertThat(bob.ask(sql)).containsExactly("7|spare");
    }

    @Test
    void whatIsWrittenThroughAViewIsSeenBelow() throws SQLException {
        alice.run("create view shown as select id, name from item");
        bob.warm(ITEMS);
        if (database == TestDatabase.H2) {
            assertThatThrownBy(() -> alice.run("update shown set name = 'plum' where id = 1"))
                    .isInstanceOf(SQLException.class);
            assertThat(bob.ask(ITEMS)).isEqualTo(truth.ask(ITEMS));
        } else {
            alice.run("update shown set name = 'plum' where id = 1");
            assertThat(bob.answered(ITEMS)).contains("1|plum");
        }
    }

    @Test
    void aSchemaChangeInATransactionIsSeenAsTheDatabaseHasIt() throws SQLException {
        bob.warm(ALL);
        alice.begin();
        alice.run("update item set name = 'plum' where id = 1");
        alice.run("create table third (id int)");
        assertThat(bob.ask(ALL)).isEqualTo(truth.ask(ALL));
        assertThat(alice.ask(ALL)).contains("1|plum");
        alice.rollback();
        assertThat(bob.ask(ALL)).isEqualTo(truth.ask(ALL));
        assertThat(alice.ask(ALL)).isEqualTo(truth.ask(ALL));
    }

    @Test
    void aSchemaChangeThatFailsIsSeenAsTheDatabaseHasIt() throws SQLException {
        bob.warm(ALL);
        alice.begin();
        alice.run("update item set name = 'plum' where id = 1");
        assertThatThrownBy(() -> alice.run("create table item (id int)")).isInstanceOf(SQLException.class);
        assertThat(bob.ask(ALL)).isEqualTo(truth.ask(ALL));
        alice.rollback();
        assertThat(bob.ask(ALL)).isEqualTo(truth.ask(ALL));
        assertThat(alice.ask(ALL)).isEqualTo(truth.ask(ALL));
    }

    @Test
    void aTableThatWasCreatedIsServedAfterItsTransaction() throws SQLException {
        alice.begin();
        alice.run("create table third (id int)");
        alice.run("insert into third values (1)");
        assertThat(alice.ask("select id from third")).containsExactly("1");
        alice.commit();
        assertThat(bob.answered("select id from third")).containsExactly("1");
        assertThat(bob.served("select id from third")).containsExactly("1");
    }

    @Test
    void anIndexChangesNoAnswer() throws SQLException {
        bob.warm(ITEMS);
        alice.run("create index by_name on item (name)");
        assertThat(bob.ask(ITEMS)).containsExactly("1|apple", "2|pear");
        assertThat(bob.served(ITEMS)).containsExactly("1|apple", "2|pear");
    }
}
