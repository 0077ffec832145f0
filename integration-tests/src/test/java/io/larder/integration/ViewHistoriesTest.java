package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A view is served, and shows what is written below it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ViewHistoriesTest extends Histories {
    private static final String SHOWN = "select id, name, price from shown order by id";
    private static final String ABOVE = "select id, price from above order by id";
    private static final String SUMS = "select n, total from sums";
    private static final String BOTH = "select id from both_of order by id";
    private static final String PRICES = "select item, price from price order by item";

    ViewHistoriesTest(TestDatabase database) {
        super(database);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create table price (item int primary key, price int)",
                "insert into price values (1, 10), (2, 20)",
                "create table spare (id int primary key, name varchar(100))",
                "insert into spare values (7, 'spare')",
                "create view shown as select i.id, i.name, p.price from item i join price p on p.item = i.id",
                "create view middle as select id, price from shown where price > 5",
                "create view above as select m.id, m.price from middle m where exists"
                        + " (select 1 from item i where i.id = m.id)",
                "create view sums as select count(*) as n, sum(price) as total from price",
                "create view both_of as select id from item union all select id from spare",
                "create view listed as with dear as (select item from price where price > 15)"
                        + " select i.name from item i join dear d on d.item = i.id");
    }

    @Test
    void aWriteToEachBaseTableIsSeenAtOnce() throws SQLException {
        bob.warm(SHOWN);
        alice.run("update item set name = 'plum' where id = 1");
        assertThat(bob.answered(SHOWN)).containsExactly("1|plum|10", "2|pear|20");
        assertThat(bob.served(SHOWN)).containsExactly("1|plum|10", "2|pear|20");
        alice.run("update price set price = 30 where item = 2");
        assertThat(bob.answered(SHOWN)).containsExactly("1|plum|10", "2|pear|30");
        assertThat(bob.served(SHOWN)).containsExactly("1|plum|10", "2|pear|30");
        alice.run("delete from spare");
        assertThat(bob.served(SHOWN)).containsExactly("1|plum|10", "2|pear|30");
    }

    @Test
    void aViewOverViewsShowsWhatIsWrittenAtTheBottom() throws SQLException {
        bob.warm(ABOVE);
        alice.run("update price set price = 1 where item = 1");
        assertThat(bob.answered(ABOVE)).containsExactly("2|20");
        assertThat(bob.served(ABOVE)).containsExactly("2|20");
        alice.run("delete from item where id = 2");
        assertThat(bob.answered(ABOVE)).isEmpty();
    }

    @Test
    void aSumShowsItsRows() throws SQLException {
        bob.warm(SUMS);
        alice.run("insert into price values (3, 5)");
        assertThat(bob.answered(SUMS)).containsExactly("3|35");
        assertThat(bob.served(SUMS)).containsExactly("3|35");
    }

    @Test
    void aUnionShowsBothSides() throws SQLException {
        bob.warm(BOTH);
        alice.run("insert into spare values (8, 'more')");
        assertThat(bob.answered(BOTH)).containsExactly("1", "2", "7", "8");
        alice.run("delete from item where id = 1");
        assertThat(bob.answered(BOTH)).containsExactly("2", "7", "8");
        assertThat(bob.served(BOTH)).containsExactly("2", "7", "8");
    }

    @Test
    void aViewWithAnExpressionOfItsOwnShowsItsTables() throws SQLException {
        String sql = "select name from listed order by name";
        bob.warm(sql);
        alice.run("update price set price = 40 where item = 1");
        assertThat(bob.answered(sql)).containsExactly("apple", "pear");
    }

    @Test
    void whatIsNotCommittedIsNeitherServedToOthersNorHiddenFromItsWriter() throws SQLException {
        bob.warm(SHOWN);
        alice.begin();
        alice.run("update item set name = 'plum' where id = 1");
        assertThat(alice.answered(SHOWN)).contains("1|plum|10");
        assertThat(bob.served(SHOWN)).contains("1|apple|10");
        alice.rollback();
        assertThat(bob.served(SHOWN)).contains("1|apple|10");
    }

    @Test
    void whatIsWrittenThroughAViewIsSeenBelowAndInOtherViews() throws SQLException {
        if (database == TestDatabase.H2) {
            assertThatThrownBy(() -> alice.run("update shown set name = 'plum'"))
                    .isInstanceOf(SQLException.class);
            return;
        }
        alice.run("create view narrow as select id, name from item where id < 100");
        alice.run("create view outer_view as select id, name from narrow");
        bob.warm(ITEMS);
        bob.warm(SHOWN);
        bob.warm(PRICES);
        alice.run("update outer_view set name = 'plum' where id = 1");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(bob.answered(SHOWN)).contains("1|plum|10");
        assertThat(bob.served(PRICES)).hasSize(2);
        bob.warm("select id from outer_view order by id");
        alice.run("insert into narrow (id, name) values (3, 'fig')");
        assertThat(bob.answered(ITEMS)).contains("3|fig");
        assertThat(bob.answered("select id from outer_view order by id")).containsExactly("1", "2", "3");
        alice.run("delete from outer_view where id = 3");
        assertThat(bob.answered(ITEMS)).hasSize(2);
    }

    @Test
    void aViewThatIsReplacedShowsItsNewTables() throws SQLException {
        bob.warm(SUMS);
        alice.run("create or replace view sums as select count(*) as n, sum(id) as total from spare");
        assertThat(bob.answered(SUMS)).containsExactly("1|7");
        bob.warm(SUMS);
        alice.run("insert into price values (3, 5)");
        assertThat(bob.served(SUMS)).containsExactly("1|7");
        alice.run("insert into spare values (8, 'more')");
        assertThat(bob.answered(SUMS)).containsExactly("2|15");
    }

    @Test
    void aViewThatIsMadeAnewAsATableIsThatTable() throws SQLException {
        bob.warm(SUMS);
        alice.run("drop view sums");
        assertThatThrownBy(() -> bob.ask(SUMS)).isInstanceOf(SQLException.class);
        alice.run("create table sums (n int, total int)");
        assertThat(bob.answered(SUMS)).isEmpty();
        bob.warm(SUMS);
        alice.run("insert into price values (3, 5)");
        assertThat(bob.served(SUMS)).isEmpty();
        alice.run("insert into sums values (1, 1)");
        assertThat(bob.answered(SUMS)).containsExactly("1|1");
    }

    @Test
    void aViewOfTheDayIsNeverServed() throws SQLException {
        alice.run("create view daily as select id, current_timestamp as at from item");
        alice.run("create view above_daily as select id from daily");
        alice.answered("select id from daily order by id");
        alice.answered("select id from daily order by id");
        alice.answered("select id from above_daily order by id");
        alice.answered("select id from above_daily order by id");
    }

    @Test
    void aTableThatIsReplacedBelowAViewIsSeen() throws SQLException {
        bob.warm(BOTH);
        if (database == TestDatabase.MARIADB) {
            alice.run("rename table spare to old, item to spare, old to item");
        } else {
            alice.run("alter table spare add column extra int");
        }
        alice.run("delete from spare");
        assertThat(bob.ask(BOTH)).isEqualTo(truth.ask(BOTH));
        assertThat(bob.ask(BOTH)).isEqualTo(truth.ask(BOTH));
    }
}
