package io.larder.integration.surface;

import io.larder.integration.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Savepoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions and what shapes them are the bare driver's, also where queries were served before. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TransactionLifeTest extends Surface {
    private static final int[] LEVELS = {
        Connection.TRANSACTION_NONE,
        Connection.TRANSACTION_READ_UNCOMMITTED,
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_REPEATABLE_READ,
        Connection.TRANSACTION_SERIALIZABLE,
        77
    };

    TransactionLifeTest(TestDatabase database) {
        super(database);
    }

    @Test
    void readOnlyIsRefusedAfterAQuery() throws Exception {
        memorized((connection, notes) -> {
            for (boolean autoCommit : new boolean[] {false, true}) {
                connection.setAutoCommit(autoCommit);
                ask(connection, notes);
                for (boolean readOnly : new boolean[] {true, false}) {
                    notes.run("read-only " + readOnly, () -> connection.setReadOnly(readOnly));
                    notes.see("read-only", connection::isReadOnly);
                    notes.see("write", () -> run(connection, "update item set name = name where id = 1"));
                }
                if (!autoCommit) {
                    connection.rollback();
                    notes.run("read-only", () -> connection.setReadOnly(true));
                    ask(connection, notes);
                    notes.see("write", () -> run(connection, "update item set name = name where id = 1"));
                    connection.rollback();
                    notes.run("not read-only", () -> connection.setReadOnly(false));
                }
            }
        });
    }

    @Test
    void theIsolationLevelIsRefusedAfterAQuery() throws Exception {
        memorized((connection, notes) -> {
            for (boolean autoCommit : new boolean[] {false, true}) {
                for (int level : LEVELS) {
                    connection.setAutoCommit(autoCommit);
                    ask(connection, notes);
                    notes.run("level " + level, () -> connection.setTransactionIsolation(level));
                    notes.see("level", connection::getTransactionIsolation);
                    if (!autoCommit) {
                        connection.rollback();
                        notes.run("level " + level, () -> connection.setTransactionIsolation(level));
                        notes.see("level", connection::getTransactionIsolation);
                        ask(connection, notes);
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
        memorized((connection, notes) -> {
            for (String mode : modes) {
                for (boolean byText : new boolean[] {false, true}) {
                    for (boolean again : new boolean[] {false, true}) {
                        connection.setAutoCommit(byText);
                        if (byText) {
                            run(connection, "begin");
                        }
                        ask(connection, notes);
                        if (again) {
                            notes.run("savepoint", () -> run(connection, "savepoint s"));
                        }
                        notes.see(mode, () -> run(connection, mode));
                        ask(connection, notes);
                        run(connection, "rollback");
                    }
                }
            }
        });
    }

    @Test
    void autoCommitInAllOrders() throws Exception {
        memorized((connection, notes) -> {
            for (boolean autoCommit : new boolean[] {true, true, false, false, true}) {
                notes.run("auto-commit " + autoCommit, () -> connection.setAutoCommit(autoCommit));
                notes.see("auto-commit", connection::getAutoCommit);
                ask(connection, notes);
                notes.run("commit", connection::commit);
                notes.run("rollback", connection::rollback);
                notes.see("savepoint", () -> connection.setSavepoint("s").getSavepointName());
                notes.see("write", () -> run(connection, "update item set name = 'x' where id = 1"));
                ask(connection, notes);
                notes.run("rollback", connection::rollback);
                ask(connection, notes);
                notes.run("clean", () -> run(connection, "update item set name = 'apple' where id = 1"));
            }
        });
    }

    @Test
    void savepoints() throws Exception {
        memorized((connection, notes) -> {
            connection.setAutoCommit(false);
            ask(connection, notes);
            Savepoint unnamed = connection.setSavepoint();
            Savepoint named = connection.setSavepoint("na me");
            for (Savepoint savepoint : new Savepoint[] {unnamed, named}) {
                notes.see("id", savepoint::getSavepointId);
                notes.see("name", savepoint::getSavepointName);
            }
            ask(connection, notes);
            run(connection, "update item set name = 'x' where id = 1");
            ask(connection, notes);
            notes.run("back", () -> connection.rollback(named));
            ask(connection, notes);
            notes.run("release", () -> connection.releaseSavepoint(named));
            notes.run("release", () -> connection.releaseSavepoint(named));
            notes.run("back", () -> connection.rollback(named));
            notes.run("rollback", connection::rollback);
            notes.run("back", () -> connection.rollback(unnamed));
            notes.run("release null", () -> connection.releaseSavepoint(null));
            notes.run("back to null", () -> connection.rollback((Savepoint) null));
            notes.see("null", () -> connection.setSavepoint(null) != null);
            connection.rollback();
            ask(connection, notes);
        });
    }

    @Test
    void aFailedTransaction() throws Exception {
        memorized((connection, notes) -> {
            connection.setAutoCommit(false);
            ask(connection, notes);
            notes.run("twice", () -> run(connection, "insert into item values (1, 'twice')"));
            ask(connection, notes);
            notes.run("read-only", () -> connection.setReadOnly(true));
            notes.run("level", () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
            notes.see("valid", () -> connection.isValid(5));
            notes.run("commit", connection::commit);
            ask(connection, notes);
        });
    }

    @Test
    void closingWithAnOpenTransaction() throws Exception {
        memorized((connection, notes) -> {
            connection.setAutoCommit(false);
            run(connection, "update item set name = 'x' where id = 1");
            ask(connection, notes);
            notes.run("close", connection::close);
            try (Connection truth = DriverManager.getConnection(bareUrl())) {
                notes.see("then", () -> rows(truth, ITEMS));
            }
        });
    }
}
