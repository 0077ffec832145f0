package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H2 in the modes of other databases: the same text is read differently, and answered as H2 alone would answer it. */
class H2ModesTest {
    private static final List<String> QUERIES = List.of(
            "select id, name from item order by id",
            "SELECT ID, NAME FROM ITEM ORDER BY ID",
            "select Id from Item where NAME = 'APPLE' order by 1",
            "select `id` from `item` order by 1",
            "select [id] from [item] order by 1",
            "select \"id\" from \"item\" order by 1",
            "select \"ID\" from \"ITEM\" order by 1",
            "select id from item order by id limit 1",
            "select id from item order by id limit 1, 1",
            "select top 1 id from item order by id",
            "select id from item order by id fetch first 1 row only",
            "select id # name\n from item order by id",
            "select id -- , name\n from item order by id",
            "select id // , name\n from item order by id",
            "select count(*) from item where name = 'a\\'",
            "select count(*) from item where name = \"apple\"",
            "select 'a' 'b' from item",
            "select id || name from item order by id",
            "select id from item where id = 1 or name like 'P%' order by id",
            "select ifnull(name, 'none') from item order by id",
            "select nvl(name, 'none') from item order by id",
            "select isnull(name, 'none') from item order by id",
            "select id from item minus select 1 from item",
            "select id % 2 from item order by id",
            "select item.id from item, dual order by 1",
            "select max(id) from item having count(*) > 0",
            "select id from item where name = '' order by id",
            "select name + 'x' from item order by id",
            "select id from item order by name nulls last");

    private static final List<String> NEVER = List.of(
            "select getdate(), id from item",
            "select sysdate, id from item",
            "select sysdate(), id from item",
            "select current timestamp, id from item",
            "select current date, id from item",
            "select current time, id from item",
            "select current_timestamp, id from item",
            "select unix_timestamp(), id from item",
            "select today, id from item",
            "select rand(), id from item",
            "select newid(), id from item",
            "select sys_guid(), id from item",
            "select next value for s, id from item",
            "select s.nextval, id from item",
            "select nextval('s'), id from item",
            "select database(), id from item",
            "select user(), id from item");

    private static final List<String> WRITES = List.of(
            "update item set name = 'plum' where id = 1",
            "update ITEM set NAME = 'kiwi' where ID = 1",
            "update `item` set name = 'lime' where id = 1",
            "update [item] set name = 'date' where id = 1",
            "update \"item\" set name = 'sloe' where id = 1",
            "insert into item values (3, 'fig')",
            "insert into item (id, name) values (3, 'x') on duplicate key update name = 'y'",
            "insert into item values (3, 'x') on conflict do nothing",
            "insert ignore into item values (4, 'z')",
            "replace into item values (1, 'medlar')",
            "merge into item key (id) values (2, 'quince')",
            "insert into item values (5, '')",
            "delete from item where id = 3 limit 1",
            "delete item where id = 4",
            "delete from item where id = 5",
            "truncate table item");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MODE=REGULAR",
                "MODE=LEGACY",
                "MODE=STRICT",
                "MODE=DB2",
                "MODE=Derby",
                "MODE=HSQLDB",
                "MODE=MSSQLServer",
                "MODE=MariaDB",
                "MODE=MySQL",
                "MODE=Oracle",
                "MODE=PostgreSQL",
                "MODE=MySQL;DATABASE_TO_LOWER=TRUE",
                "MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;IGNORECASE=TRUE",
                "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "DATABASE_TO_UPPER=FALSE",
                "DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            })
    void everyQueryIsAnsweredAsByTheBareDriver(String options) throws SQLException {
        String url = "jdbc:h2:mem:mode_" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;" + options;
        try (Client truth = Client.connect(url);
                Client alice = Client.connect(TestDatabase.withLarder(url));
                Client bob = Client.connect(TestDatabase.withLarder(url))) {
            truth.run("create table item (id int primary key, name varchar(100))");
            truth.run("insert into item values (1, 'apple'), (2, 'PEAR')");
            truth.run("create sequence s");
            compareAll(truth, alice, options);
            for (String write : WRITES) {
                outcome(bob, write, true);
                compareAll(truth, alice, options + " after " + write);
            }
            neverServed(alice);
            // [names] in brackets, # in names.
            boolean lexedByOtherRules = options.equals("MODE=MSSQLServer") || options.equals("MODE=Oracle");
            assertThat(alice.cache().hits() > 100).as("hits").isNotEqualTo(lexedByOtherRules);
        }
    }

    private static void compareAll(Client truth, Client alice, String when) {
        for (String query : QUERIES) {
            String expected = outcome(truth, query, false);
            assertThat(outcome(alice, query, false)).as("%s: %s", when, query).isEqualTo(expected);
            assertThat(outcome(alice, query, false)).as("%s: %s", when, query).isEqualTo(expected);
        }
    }

    private static void neverServed(Client alice) throws SQLException {
        long before = alice.cache().hits();
        for (String query : NEVER) {
            outcome(alice, query, false);
            outcome(alice, query, false);
            assertThat(alice.cache().hits()).as(query).isEqualTo(before);
        }
    }

    private static String outcome(Client client, String sql, boolean write) {
        try {
            return write ? "changed " + client.run(sql) : client.ask(sql).toString();
        } catch (SQLException refused) {
            return refused.getSQLState() + " " + refused.getErrorCode();
        }
    }
}
