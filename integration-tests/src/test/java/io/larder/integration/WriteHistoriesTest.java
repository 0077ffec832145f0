package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a statement is executed, what it writes is seen. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class WriteHistoriesTest extends Histories {
    private static final String UPDATE = "update item set name = 'plum' where id = 1";
    private static final String UPDATE_BY_ID = "update item set name = 'plum' where id = ?";

    WriteHistoriesTest(TestDatabase database) {
        super(database);
    }

    /** One of the ways to execute a statement. */
    private enum Way {
        EXECUTE {
            @Override
            void run(Statement s, String sql) throws SQLException {
                s.execute(sql);
            }
        },
        EXECUTE_KEYS {
            @Override
            void run(Statement s, String sql) throws SQLException {
                s.execute(sql, Statement.RETURN_GENERATED_KEYS);
            }
        },
        EXECUTE_INDEXES {
            @Override
            void run(Statement s, String sql) throws SQLException {
                s.execute(sql, new int[] {});
            }
        },
        EXECUTE_NAMES {
            @Override
            void run(Statement s, String sql) throws SQLException {
                s.execute(sql, new String[] {"id"});
            }
        },
        UPDATE_PLAIN {
            @Override
            void run(Statement s, String sql) throws SQLException {
                s.executeUpdate(sql);
            }
        },
        UPDATE_KEYS {
            @Override
            void run(Statement s, String sql) throws SQLException {
                s.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS);
            }
        },
        UPDATE_INDEXES {
            @Override
            void run(Statement s, String sql) throws SQLException {
                s.executeUpdate(sql, new int[] {});
            }
        },
        UPDATE_NAMES {
            @Override
            void run(Statement s, String sql) throws SQLException {
                s.executeUpdate(sql, new String[] {"id"});
            }
        },
        LARGE {
            @Override
            void run(Statement s, String sql) throws SQLException {
                s.executeLargeUpdate(sql);
            }
        },
        LARGE_KEYS {
            @Override
            void run(Statement s, String sql) throws SQLException {
                s.executeLargeUpdate(sql, Statement.RETURN_GENERATED_KEYS);
            }
        },
        LARGE_INDEXES {
            @Override
            void run(Statement s, String sql) throws SQLException {
                s.executeLargeUpdate(sql, new int[] {});
            }
        },
        LARGE_NAMES {
            @Override
            void run(Statement s, String sql) throws SQLException {
                s.executeLargeUpdate(sql, new String[] {"id"});
            }
        },
        BATCH {
            @Override
            void run(Statement s, String sql) throws SQLException {
                s.addBatch(sql);
                s.executeBatch();
            }
        },
        LARGE_BATCH {
            @Override
            void run(Statement s, String sql) throws SQLException {
                s.addBatch(sql);
                s.executeLargeBatch();
            }
        };

        abstract void run(Statement statement, String sql) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aWriteByTextIsSeen(Way way) throws SQLException {
        bob.warm(ITEMS);
        try (Statement statement = alice.connection.createStatement()) {
            way.run(statement, UPDATE);
        }
        assertThat(bob.answered(ITEMS)).containsExactly("1|plum", "2|pear");
        assertThat(bob.served(ITEMS)).containsExactly("1|plum", "2|pear");
    }

    @ParameterizedTest
    @ValueSource(strings = {"execute", "executeUpdate", "executeLargeUpdate", "executeBatch", "executeLargeBatch"})
    void aPreparedWriteIsSeen(String way) throws SQLException {
        try (PreparedStatement statement = alice.connection.prepareStatement(UPDATE_BY_ID)) {
            for (int id = 1; id <= 2; id++) {
                bob.warm(ITEMS);
                statement.setInt(1, id);
                run(statement, way);
                assertThat(bob.answered(ITEMS)).isEqualTo(truth.ask(ITEMS)).contains(id + "|plum");
            }
        }
    }

    private static void run(PreparedStatement statement, String way) throws SQLException {
        switch (way) {
            case "execute" -> statement.execute();
            case "executeUpdate" -> statement.executeUpdate();
            case "executeLargeUpdate" -> statement.executeLargeUpdate();
            case "executeBatch" -> {
                statement.addBatch();
                statement.executeBatch();
            }
            default -> {
                statement.addBatch();
                statement.executeLargeBatch();
            }
        }
    }

    @Test
    void generatedKeysAreReturnedAndTheWriteIsSeen() throws SQLException {
        bob.warm(ITEMS);
        try (PreparedStatement insert =
                alice.connection.prepareStatement("insert into item values (?, 'fig')", new String[] {"id"})) {
            insert.setInt(1, 3);
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                // MariaDB only returns keys that it generated itself.
                List<String> expected = database == TestDatabase.MARIADB ? List.of() : List.of("3");
                assertThat(Client.read(keys)).isEqualTo(expected);
            }
        }
        assertThat(bob.answered(ITEMS)).contains("3|fig");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into item values (3, 'fig')",
                "insert into item select id + 10, name from item",
                "delete from item where id = 1",
                "truncate table item",
                "merge into item using (values (1, 'fig')) as v (id, name) on item.id = v.id"
                        + " when matched then update set name = v.name",
                "update item set name = 'fig' where id in (select id from item where id = 2)",
                "create table more as select * from item; delete from item",
                "/* DELETE */ update item set name = 'fig'",
                "-- select\n update item set name = 'fig'",
                "\n\t update \"item\" set name = 'fig'",
                "update public.item set name = 'fig'"
            })
    void everyWriteIsSeen(String sql) throws SQLException {
        bob.warm(ITEMS);
        alice.run(inDialect(sql));
        assertThat(bob.answered(ITEMS)).isEqualTo(truth.ask(ITEMS)).isNotEqualTo(List.of("1|apple", "2|pear"));
    }

    private String inDialect(String sql) {
        return switch (database) {
            case POSTGRESQL -> sql;
            case H2 -> sql.replace("\"item\"", "\"ITEM\"");
            case MARIADB ->
                sql.replace('"', '`')
                        .replace("public.", "")
                        .replaceFirst("merge.*", "replace into item values (1, 'fig')")
                        .replaceFirst(".*; delete", "delete");
        };
    }

    @Test
    void aBatchOfSeveralTablesIsSeenInAllOfThem() throws SQLException {
        truth.run("create table basket (item int)");
        Client carol = client();
        carol.run("create table other (id int)");
        carol.warm(ITEMS);
        carol.warm("select item from basket order by item");
        try (Statement batch = alice.connection.createStatement()) {
            batch.addBatch("insert into basket values (1)");
            batch.addBatch(UPDATE);
            batch.executeBatch();
        }
        assertThat(carol.answered(ITEMS)).contains("1|plum");
        assertThat(carol.answered("select item from basket order by item")).containsExactly("1");
    }

    @Test
    void aBatchThatFailsInTheMiddleIsSeenAsFarAsItCame() throws SQLException {
        bob.warm(ITEMS);
        try (PreparedStatement insert = alice.connection.prepareStatement("insert into item values (?, 'fig')")) {
            for (int id : new int[] {3, 1, 4}) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            assertThatThrownBy(insert::executeBatch).isInstanceOf(BatchUpdateException.class);
        }
        assertThat(bob.answered(ITEMS)).isEqualTo(truth.ask(ITEMS));
    }

    @Test
    void aBatchThatWasClearedWritesNothing() throws SQLException {
        bob.warm(ITEMS);
        try (Statement batch = alice.connection.createStatement()) {
            batch.addBatch(UPDATE);
            batch.clearBatch();
            batch.executeBatch();
        }
        assertThat(bob.served(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @Test
    void aFailedWriteLeavesTheAnswers() throws SQLException {
        bob.warm(ITEMS);
        assertThatThrownBy(() -> alice.run("insert into item values (1, 'fig')"))
                .isInstanceOf(SQLException.class);
        assertThat(bob.ask(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @Test
    void whatTheTextShowsOutdatesNothingElse() throws SQLException {
        alice.run("create table aside (id int)");
        for (String sql : switch (database) {
            case POSTGRESQL ->
                List.of(
                        "merge into item using (select 1 as id) v on item.id = v.id"
                                + " when matched then update set name = 'fig'"
                                + " when not matched then insert values (v.id, 'fig')",
                        "truncate table only item restart identity");
            case H2 ->
                List.of(
                        "merge into item key (id) values (1, 'fig')",
                        "merge into item using (select 1 as id) v on item.id = v.id"
                                + " when matched then update set name = 'plum'");
            case MARIADB ->
                List.of(
                        "update item, (select 1 as id) v set item.name = 'fig' where item.id = v.id",
                        "update item a join item b on a.id = b.id + 1 set a.name = b.name",
                        "delete a from item a join item b on a.id = b.id + 1",
                        "delete from item using item, (select 1 as id) v where item.id = v.id");
        }) {
            bob.warm(ITEMS);
            bob.warm("select id from aside");
            List<String> before = truth.ask(ITEMS);
            alice.run(sql);
            assertThat(bob.answered(ITEMS)).as(sql).isEqualTo(truth.ask(ITEMS)).isNotEqualTo(before);
            assertThat(bob.served("select id from aside")).as(sql).isEmpty();
        }
    }
}
