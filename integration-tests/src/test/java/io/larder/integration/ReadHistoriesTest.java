package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is what was committed last, by whomever. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ReadHistoriesTest extends Histories {
    ReadHistoriesTest(TestDatabase database) {
        super(database);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create table stock (item int primary key, pieces int)", "insert into stock values (1, 10), (2, 20)");
    }

    @Test
    void aRepeatedQueryIsServed() throws SQLException {
        assertThat(alice.answered(ITEMS)).containsExactly("1|apple", "2|pear");
        assertThat(alice.served(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @Test
    void whatOneSessionAskedIsServedToTheOther() throws SQLException {
        alice.ask(ITEMS);
        assertThat(bob.served(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @Test
    void readYourOwnWrite() throws SQLException {
        alice.warm(ITEMS);
        alice.run("update item set name = 'plum' where id = 1");
        assertThat(alice.answered(ITEMS)).containsExactly("1|plum", "2|pear");
        assertThat(alice.served(ITEMS)).containsExactly("1|plum", "2|pear");
    }

    @Test
    void theOtherSessionSeesTheCommit() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        alice.run("update item set name = 'plum' where id = 1");
        alice.commit();
        assertThat(bob.answered(ITEMS)).containsExactly("1|plum", "2|pear");
        assertThat(bob.served(ITEMS)).containsExactly("1|plum", "2|pear");
    }

    @Test
    void aWriteOfAnotherTableLeavesTheAnswer() throws SQLException {
        alice.warm(ITEMS);
        bob.run("update stock set pieces = 5 where item = 1");
        assertThat(alice.served(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @Test
    void anAnswerWithoutRowsIsServedUntilThereAreRows() throws SQLException {
        String sql = "select name from item where id = 3";
        assertThat(alice.answered(sql)).isEmpty();
        assertThat(alice.served(sql)).isEmpty();
        bob.run("insert into item values (3, 'fig')");
        assertThat(alice.answered(sql)).containsExactly("fig");
    }

    @Test
    void nullsAreServedAsNulls() throws SQLException {
        alice.run("update item set name = null where id = 1");
        alice.warm(ITEMS);
        assertThat(alice.served(ITEMS)).containsExactly("1|null", "2|pear");
    }

    @Test
    void eachParameterHasItsAnswer() throws SQLException {
        String sql = "select name from item where id = ?";
        alice.warm(sql, 1);
        assertThat(alice.answered(sql, 2)).containsExactly("pear");
        assertThat(alice.served(sql, 1)).containsExactly("apple");
        assertThat(bob.served(sql, 2)).containsExactly("pear");
    }

    @Test
    void tracingCommentsShareAnAnswer() throws SQLException {
        alice.warm(ITEMS);
        assertThat(alice.served("/* trace 1 */ " + ITEMS)).containsExactly("1|apple", "2|pear");
        // MariaDB makes labels of the text, inner white space included.
        String spaced =
                database == TestDatabase.MARIADB ? ITEMS : "select id, name\n  from item -- trace 2\n order by id";
        assertThat(alice.served(spaced + " -- trace 3")).containsExactly("1|apple", "2|pear");
    }

    @Test
    void literalsAreToldApart() throws SQLException {
        alice.warm("select name from item where name = 'apple'");
        assertThat(alice.answered("select name from item where name = 'APPLE'"))
                .isEqualTo(truth.ask("select name from item where name = 'APPLE'"));
        assertThat(alice.answered("select name from item where name = 'apple '"))
                .isEqualTo(truth.ask("select name from item where name = 'apple '"));
        assertThat(alice.answered("select name from item where id = 1.0")).containsExactly("apple");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select i.name, s.pieces from item i join stock s on s.item = i.id order by i.id",
                "select i.name, s.pieces from item i, stock s where s.item = i.id order by i.id",
                "select name from item where id in (select item from stock where pieces > 15)",
                "select name, (select pieces from stock where item = id) from item order by id",
                "select name from item where exists (select 1 from stock where item = id and pieces > 15)",
                "with s as (select item, pieces from stock) select name, pieces from item join s on s.item = id order by 1",
                "select name from item union all select cast(pieces as varchar(9)) from stock order by 1",
                "select sum(d.pieces) from (select pieces from stock) d",
                "select count(*) from stock where pieces > 15",
                "select name from item left join stock on stock.item = item.id and pieces > 15 where pieces is null"
            })
    void aWriteOfAnyTableOfTheQueryIsSeen(String sql) throws SQLException {
        alice.warm(sql);
        bob.run("update stock set pieces = 16 where item = 1");
        assertThat(alice.answered(sql)).isEqualTo(truth.ask(sql));
        alice.warm(sql);
        bob.run("delete from stock where item = 2");
        assertThat(alice.answered(sql)).isEqualTo(truth.ask(sql));
    }

    @Test
    void aTableExpressionOfTheSameNameDoesNotHideTheTable() throws SQLException {
        String sql = "with item as (select id, name from item) select id, name from item order by id";
        alice.ask(sql);
        alice.ask(sql);
        bob.run("update item set name = 'plum' where id = 1");
        assertThat(alice.ask(sql)).isEqualTo(truth.ask(sql)).contains("1|plum");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select current_timestamp from item",
                "select localtime, id from item",
                "select random() from item",
                "select now() from item",
                "select current_date from item where id = 1",
                "select id from item where current_timestamp > timestamp '2020-01-01 00:00:00' order by id",
                "select id from item order by random()"
            })
    void whatDiffersAtEachCallIsNeverServed(String sql) throws SQLException {
        String inDialect = database == TestDatabase.POSTGRESQL ? sql : sql.replace("random()", "rand()");
        alice.answered(inDialect);
        alice.answered(inDialect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select id, name from item where id = 1 for update", "select 1"})
    void whatMustReachTheDatabaseDoes(String sql) throws SQLException {
        alice.answered(sql);
        alice.answered(sql);
    }
}
