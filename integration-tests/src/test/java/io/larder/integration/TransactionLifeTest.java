package io.larder.integration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions and what shapes them are the bare driver's, also where queries were served before. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TransactionLifeTest extends ConnectionStories {
    private static final int[] LEVELS = {
        Connection.TRANSACTION_NONE,
        Connection.TRANSACTION_READ_UNCOMMITTED,
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_REPEATABLE_READ,
        Connection.TRANSACTION_SERIALIZABLE,
        77
    };

    TransactionLifeTest(TestDatabase database) throws SQLException {
        super(database);
    }

    @Test
    void readOnlyIsRefusedAfterAQuery() throws Exception {
        same((connection, seen) -> {
            for (boolean autoCommit : new boolean[] {false, true}) {
                connection.setAutoCommit(autoCommit);
                ask(connection, seen);
                for (boolean readOnly : new boolean[] {true, false}) {
                    seen.act("read-only " + readOnly, () -> connection.setReadOnly(readOnly));
                    seen.see("read-only", connection::isReadOnly);
                    seen.see("write", () -> new Client(connection).run("update item set name = name where id = 1"));
                }
                if (!autoCommit) {
                    connection.rollback();
                    seen.act("read-only", () -> connection.setReadOnly(true));
                    ask(connection, seen);
                    seen.see("write", () -> new Client(connection).run("update item set name = name where id = 1"));
                    connection.rollback();
                    seen.act("not read-only", () -> connection.setReadOnly(false));
                }
            }
        });
    }

    @Test
    void theIsolationLevelIsRefusedAfterAQuery() throws Exception {
        same((connection, seen) -> {
            for (boolean autoCommit : new boolean[] {false, true}) {
                for (int level : LEVELS) {
                    connection.setAutoCommit(autoCommit);
                    ask(connection, seen);
                    seen.act("level " + level, () -> connection.setTransactionIsolation(level));
                    seen.see("level", connection::getTransactionIsolation);
                    if (!autoCommit) {
                        connection.rollback();
                        seen.act("level " + level, () -> connection.setTransactionIsolation(level));
                        seen.see("level", connection::getTransactionIsolation);
                        ask(connection, seen);
                        connection.commit();
                    }
                }
            }
        });
    }

    @Test
    void modesByTextAreRefusedAfterAQuery() throws Exception {
        List<String> modes = List.of(
                "set transaction isolation level serializable",
                "set transaction isolation level repeatable read",
                "set transaction read only",
                "set transaction read write",
                "set transaction isolation level serializable read only deferrable",
                "set transaction_isolation to 'serializable'",
                "set local transaction_read_only to on",
                "set session characteristics as transaction isolation level read committed",
                "set transaction snapshot '00000003-0000001B-1'");
        same((connection, seen) -> {
            Client client = new Client(connection);
            for (String mode : modes) {
                for (boolean byText : new boolean[] {false, true}) {
                    for (boolean again : new boolean[] {false, true}) {
                        connection.setAutoCommit(byText);
                        if (byText) {
                            client.run("begin");
                        }
                        ask(connection, seen);
                        if (again) {
                            seen.act("savepoint", () -> client.run("savepoint s"));
                        }
                        seen.see(mode, () -> client.run(mode));
                        ask(connection, seen);
                        client.run("rollback");
                    }
                }
            }
        });
    }

    @Test
    void autoCommitInAllOrders() throws Exception {
        same((connection, seen) -> {
            for (boolean autoCommit : new boolean[] {true, true, false, false, true}) {
                seen.act("auto-commit " + autoCommit, () -> connection.setAutoCommit(autoCommit));
                seen.see("auto-commit", connection::getAutoCommit);
                ask(connection, seen);
                seen.act("commit", connection::commit);
                seen.act("rollback", connection::rollback);
                seen.see("savepoint", () -> connection.setSavepoint("s").getSavepointName());
                seen.see("write", () -> new Client(connection).run("update item set name = 'x' where id = 1"));
                ask(connection, seen);
                seen.act("rollback", connection::rollback);
                ask(connection, seen);
                seen.act("clean", () -> new Client(connection).run("update item set name = 'apple' where id = 1"));
            }
        });
    }

    @Test
    void savepoints() throws Exception {
        same((connection, seen) -> {
            connection.setAutoCommit(false);
            ask(connection, seen);
            Savepoint unnamed = connection.setSavepoint();
            Savepoint named = connection.setSavepoint("na me");
            for (Savepoint savepoint : new Savepoint[] {unnamed, named}) {
                seen.see("id", savepoint::getSavepointId);
                seen.see("name", savepoint::getSavepointName);
            }
            ask(connection, seen);
            new Client(connection).run("update item set name = 'x' where id = 1");
            ask(connection, seen);
            seen.act("back", () -> connection.rollback(named));
            ask(connection, seen);
            seen.act("release", () -> connection.releaseSavepoint(named));
            seen.act("release", () -> connection.releaseSavepoint(named));
            seen.act("back", () -> connection.rollback(named));
            seen.act("rollback", connection::rollback);
            seen.act("back", () -> connection.rollback(unnamed));
            seen.act("release null", () -> connection.releaseSavepoint(null));
            seen.act("back to null", () -> connection.rollback((Savepoint) null));
            seen.see("null", () -> connection.setSavepoint(null) != null);
            connection.rollback();
            ask(connection, seen);
        });
    }

    @Test
    void aFailedTransaction() throws Exception {
        same((connection, seen) -> {
            connection.setAutoCommit(false);
            ask(connection, seen);
            seen.act("twice", () -> new Client(connection).run("insert into item values (1, 'twice')"));
            ask(connection, seen);
            seen.act("read-only", () -> connection.setReadOnly(true));
            seen.act("level", () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
            seen.see("valid", () -> connection.isValid(5));
            seen.act("commit", connection::commit);
            ask(connection, seen);
        });
    }

    @Test
    void closingWithAnOpenTransaction() throws Exception {
        same((connection, seen) -> {
            connection.setAutoCommit(false);
            new Client(connection).run("update item set name = 'x' where id = 1");
            ask(connection, seen);
            seen.act("close", connection::close);
            seen.see("then", () -> truth.ask(ITEMS));
            truth.run("update item set name = 'apple' where id = 1");
        });
    }
}
