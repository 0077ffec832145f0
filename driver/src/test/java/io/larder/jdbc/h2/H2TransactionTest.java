package io.larder.jdbc.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.larder.jdbc.database.TransactionStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where does the session stand, and what may a failure have done? */
class H2TransactionTest {
    private final H2Support h2 = new H2Support();
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private Connection alice;

    @BeforeEach
    void connect() throws SQLException {
        alice = DriverManager.getConnection(url, "sa", "");
        run("CREATE TABLE t (id INT PRIMARY KEY)");
    }

    @AfterEach
    void close() throws SQLException {
        alice.close();
    }

    @Test
    void aTransactionIsOpenFromItsFirstWriteToItsEnd() throws SQLException {
        assertThat(h2.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
        alice.setAutoCommit(false);
        assertThat(h2.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
        run("INSERT INTO t VALUES (1)");
        assertThat(h2.transactionStatus(alice)).isEqualTo(TransactionStatus.OPEN);
        alice.rollback();
        assertThat(h2.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
    }

    @Test
    void aTransactionBegunByTextIsOpenAtOnce() throws SQLException {
        run("BEGIN");
        assertThat(h2.transactionStatus(alice)).isEqualTo(TransactionStatus.OPEN);
        run("COMMIT");
        assertThat(h2.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
        assertThat(alice.getAutoCommit()).isTrue();
    }

    @Test
    void ddlThatFailsHasCommittedNevertheless() throws SQLException {
        alice.setAutoCommit(false);
        run("INSERT INTO t VALUES (1)");
        SQLException refused = catchThrowableOfType(SQLException.class, () -> run("ALTER TABLE t ADD COLUMN id INT"));
        assertThat(h2.outcomeUnknown(refused)).isFalse();
        assertThat(h2.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
        alice.rollback();
        try (Statement statement = alice.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM t")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void aPreparedTransactionIsOpen() throws SQLException {
        alice.setAutoCommit(false);
        run("INSERT INTO t VALUES (1)");
        run("PREPARE COMMIT two");
        assertThat(h2.transactionStatus(alice)).isEqualTo(TransactionStatus.OPEN);
        run("ROLLBACK TRANSACTION two");
        alice.rollback();
        assertThat(h2.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
    }

    @ParameterizedTest
    @CsvSource({
        "23505, 23505, false",
        "22018, 22018, false",
        "42S02, 42102, false",
        "21S02, 21002, false",
        "40001, 40001, false",
        "HYT00, 50200, false",
        "HY000, 50000, true",
        "57014, 57014, true",
        "08000, 8000, true",
        "90067, 90067, true",
        "90098, 90098, true",
        "90105, 90105, true",
        "90121, 90121, true",
        ", 0, true"
    })
    void onlyRefusalsAreCertain(String state, int code, boolean unknown) {
        assertThat(h2.outcomeUnknown(new SQLException("x", state, code))).isEqualTo(unknown);
    }

    @ParameterizedTest
    @CsvSource({"REGULAR, true", "PostgreSQL, true", "MySQL, true", "MSSQLServer, false", "DB2, true", "Oracle, false"})
    void someModesChangeTheLexer(String mode, boolean byTheBook) throws SQLException {
        run("SET MODE " + mode);
        assertThat(h2.lexesByTheBook(alice)).isEqualTo(byTheBook);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = alice.createStatement()) {
            statement.execute(sql);
        }
    }
}
