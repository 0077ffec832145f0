package io.larder.jdbc.h2;

import io.larder.invalidation.SchemaModel;
import io.larder.jdbc.database.DatabaseSupport;
import io.larder.jdbc.database.Replay;
import io.larder.jdbc.database.SessionSnapshot;
import io.larder.jdbc.database.SnapshotRule;
import io.larder.jdbc.database.TransactionStatus;
import io.larder.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.h2.engine.Mode;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcArray;

/**
 * What is particular to H2 2.1 to 2.5. Answers are kept for embedded databases only: a server has nothing by which a
 * client could tell a database that was dropped and made anew from the old one. Remote sessions pass through, and their
 * writes count for the embedded sessions of the same process. Thread-safe.
 */
public final class H2Support implements DatabaseSupport {
    @Override
    public Dialect dialect() {
        return Dialect.H2;
    }

    @Override
    public boolean recognizes(Connection connection) {
        try {
            return H2Sessions.isOpenH2(connection);
        } catch (SQLException | LinkageError e) {
            // No H2 on this class path, or one whose engine is laid out differently (before 2.1).
            return false;
        }
    }

    @Override
    public SessionSnapshot readSession(Connection connection, Set<String> customSettings) throws SQLException {
        return SessionReader.read(connection);
    }

    @Override
    public SchemaModel readSchema(Connection connection) throws SQLException {
        return new SchemaReader(connection).read();
    }

    @Override
    public Optional<String> schemaVersion(Connection connection) throws SQLException {
        return H2Sessions.session(connection) instanceof SessionLocal local
                ? SchemaCounters.of(local.getDatabase())
                : Optional.empty();
    }

    @Override
    public Set<String> refutedFunctions(Connection connection, Set<String> listed) throws SQLException {
        return SchemaReader.notDeterministic(connection, listed);
    }

    @Override
    public TransactionStatus transactionStatus(Connection connection) throws SQLException {
        Session session = H2Sessions.session(connection);
        boolean open = session.hasPendingTransaction();
        if (session instanceof SessionLocal local) {
            open |= local.hasPreparedTransaction() || H2Sessions.begunByText(local);
        }
        return open ? TransactionStatus.OPEN : TransactionStatus.IDLE;
    }

    @Override
    public boolean lexesByTheBook(Connection connection) {
        try {
            Mode mode = H2Sessions.session(connection).getDynamicSettings().mode;
            return !mode.squareBracketQuotedNames && !mode.supportPoundSymbolForColumnNames;
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }

    /** {@inheritDoc} H2's snapshots cover a table from when it is first read. */
    @Override
    public SnapshotRule snapshotRule() {
        return SnapshotRule.NONE;
    }

    @Override
    public boolean outcomeUnknown(SQLException exception) {
        return Outcome.unknown(exception);
    }

    @Override
    public Optional<Object> boundValue(Object parameter) throws SQLException {
        return parameter instanceof JdbcArray array
                ? Optional.of(new Object[] {array.getBaseTypeName(), array.getArray()})
                : Optional.empty();
    }

    @Override
    public Optional<Replay> replay(Connection connection) {
        try {
            return H2Sessions.session(connection).isRemote() ? Optional.empty() : ReplaySelfTest.replay();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }
}
