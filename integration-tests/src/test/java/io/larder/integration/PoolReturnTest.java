package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever the last user of a pooled connection left behind, and whatever its pool calls before the next one gets it: the
 * next one and Bob see what they would see without Larder. To add a pool or a mess, add a constant.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PoolReturnTest extends Histories {
    /** What pools call when a connection comes back. */
    @SuppressWarnings("ImmutableEnumChecker") // Its actions have no state.
    enum Pool {
        /** HikariCP: rolls back what is dirty, resets what was changed by method. */
        ROLLS_BACK_AND_RESETS(connection -> {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.clearWarnings();
        }),
        /** HikariCP where autoCommit=false is configured. */
        ROLLS_BACK_AND_KEEPS_AUTOCOMMIT_OFF(connection -> {
            connection.setAutoCommit(false);
            connection.rollback();
            connection.clearWarnings();
        }),
        /** DBCP2. */
        ROLLS_BACK_BEFORE_AUTOCOMMIT(connection -> {
            if (!connection.getAutoCommit() && !connection.isReadOnly()) {
                connection.rollback();
            }
            connection.clearWarnings();
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
        }),
        /** Tomcat's, unless it is told otherwise. */
        DOES_NOTHING(connection -> {}),
        /** Tomcat's with its ConnectionState interceptor, Spring's SingleConnectionDataSource. */
        ONLY_RESETS_AUTOCOMMIT(connection -> connection.setAutoCommit(true)),
        /** c3p0 with forceIgnoreUnresolvedTransactions, commitOnReturn. */
        COMMITS(connection -> {
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            connection.setAutoCommit(true);
        }),
        CHECKS_VALIDITY(connection -> {
            assertThat(connection.isValid(5)).isTrue();
            connection.setAutoCommit(true);
        }),
        /** What is too old is closed, and the next one is new. */
        CLOSES(Connection::close);

        private final Action back;

        Pool(Action back) {
            this.back = back;
        }
    }

    /** In what state a connection comes back. */
    enum Left {
        NOTHING_BEGUN("", false),
        A_READ("select id, name from item order by id", true),
        A_WRITE("update item set name = 'plum' where id = 1", true),
        A_WRITE_BY_TEXT("begin; update item set name = 'plum' where id = 1", false),
        A_WRITE_AFTER_A_SAVEPOINT("savepoint s; update item set name = 'plum' where id = 1", true),
        A_FAILURE("update item set name = 'plum' where id = 1; insert into item values (1, 'twice')", true),
        ANOTHER_PLACE(";place", false),
        ANOTHER_PLACE_IN_A_TRANSACTION(";place", true),
        ANOTHER_LEVEL(";level", false),
        A_DEFINITION("update item set name = 'plum' where id = 1; create table more (id int)", true);

        private final String statements;
        private final boolean inTransaction;

        Left(String statements, boolean inTransaction) {
            this.statements = statements;
            this.inTransaction = inTransaction;
        }
    }

    private interface Action {
        void on(Connection connection) throws SQLException;
    }

    PoolReturnTest(TestDatabase database) {
        super(database);
    }

    @ParameterizedTest
    @EnumSource(Pool.class)
    void theNextUserSeesWhatHeWouldSeeWithoutLarder(Pool pool) throws SQLException {
        String twin = database.create();
        Client twins = connected(twin);
        twins.run("create table item (id int primary key, name varchar(100))");
        twins.run("insert into item values (1, 'apple'), (2, 'pear')");
        makePlace(twins);
        makePlace(truth);
        for (Left left : Left.values()) {
            List<String> bare = tell(twin, twins, pool, left);
            assertThat(tell(larderUrl(), bob, pool, left)).as("%s", left).isEqualTo(bare);
            for (Client client : List.of(twins, bob)) {
                client.run("drop table if exists more");
                client.run("update item set name = case id when 1 then 'apple' else 'pear' end");
            }
        }
    }

    private void makePlace(Client client) throws SQLException {
        if (database != TestDatabase.MARIADB) {
            client.run("create schema place");
            client.run("create table place.item (id int, name varchar(9))");
        }
    }

    private List<String> tell(String url, Client other, Pool pool, Left left) throws SQLException {
        List<String> notes = new ArrayList<>();
        Client borrowed = Client.connect(url);
        try {
            note(notes, "before", borrowed);
            use(borrowed, left);
            note(notes, "other, while it is open", other);
            try {
                pool.back.on(borrowed.connection);
            } catch (SQLException refused) {
                notes.add(refused.getClass().getName());
            }
            note(notes, "other, after the return", other);
            if (borrowed.connection.isClosed()) {
                borrowed = Client.connect(url);
            }
            note(notes, "next user", borrowed);
            note(notes, "next user again", borrowed);
            run(borrowed, "update item set name = concat(name, '!') where id = 2");
            note(notes, "next user after a write", borrowed);
            note(notes, "other after it", other);
        } finally {
            borrowed.close();
        }
        note(notes, "other at the end", other);
        return notes;
    }

    private void use(Client borrowed, Left left) throws SQLException {
        borrowed.connection.setAutoCommit(!left.inTransaction);
        for (String statement : left.statements.split(";")) {
            switch (statement) {
                case "" -> {}
                case "level" -> borrowed.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                case "place" ->
                    run(
                            borrowed,
                            switch (database) {
                                case POSTGRESQL -> "set search_path to place";
                                case H2 -> "set schema place";
                                case MARIADB -> "set sql_select_limit = 1";
                            });
                default -> run(borrowed, statement);
            }
        }
    }

    private static void run(Client client, String statement) {
        try {
            client.run(statement);
        } catch (SQLException refused) {
            assertThat(refused.getSQLState()).isNotNull();
        }
    }

    private static void note(List<String> notes, String who, Client client) {
        try {
            notes.add(who + " " + client.connection.getAutoCommit() + " " + client.ask(ITEMS));
        } catch (SQLException failure) {
            notes.add(who + " " + failure.getClass().getName() + " " + failure.getSQLState());
        }
    }
}
