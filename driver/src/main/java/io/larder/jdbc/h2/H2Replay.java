package io.larder.jdbc.h2;

import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.database.NextExecution;
import io.larder.jdbc.database.Replay;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbc.JdbcResultSet;
import org.h2.jdbc.JdbcStatement;
import org.h2.result.ResultInterface;
import org.h2.value.Value;
import org.h2.value.ValueCollectionBase;
import org.h2.value.ValueLob;
import org.h2.value.lob.LobDataInMemory;

/** Copies H2's values out of a result, and gives them back as a JdbcResultSet of the requesting statement. */
final class H2Replay implements Replay {
    private static final NextExecution ANY = new NextExecution("", true);
    private static final int BYTES_PER_ROW = 24;
    private static final int BYTES_PER_REFERENCE = 4;
    private static final int BYTES_PER_COLUMN = 160;

    /** Returns one form for all: H2 gives every statement the same values, and keeps no count. */
    @Override
    public NextExecution nextExecution(Statement driverStatement) {
        return ANY;
    }

    @Override
    public Optional<CapturedRows> capture(
            ResultSet live, Statement driverStatement, String form, int maximumRows, long maximumBytes)
            throws SQLException {
        Session session = H2Sessions.session(driverStatement.getConnection());
        if (!(session instanceof SessionLocal)
                || driverStatement.getResultSetConcurrency() != ResultSet.CONCUR_READ_ONLY
                || live.getWarnings() != null) {
            return Optional.empty();
        }
        ResultInterface result = live.unwrap(JdbcResultSet.class).getResult();
        if (result.isLazy() || result.getRowCount() > maximumRows) {
            return Optional.empty();
        }
        // Has a cursor of its own, and is null for what H2 itself would not share: paged results, and large objects
        // that live in the database.
        ResultInterface copy = result.createShallowCopy(session);
        if (copy == null) {
            return Optional.empty();
        }
        try {
            return copy(copy, maximumBytes);
        } finally {
            copy.close();
        }
    }

    private static Optional<CapturedRows> copy(ResultInterface source, long maximumBytes) {
        int width = source.getVisibleColumnCount();
        List<H2Column> columns = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            columns.add(H2Column.of(source, i));
        }
        long bytes = (long) width * BYTES_PER_COLUMN;
        List<Value[]> rows = new ArrayList<>((int) source.getRowCount());
        while (source.next()) {
            Value[] row = source.currentRow();
            // Behind the visible columns there may be those that were sorted by.
            Value[] visible = row.length == width ? row : Arrays.copyOf(row, width);
            bytes += BYTES_PER_ROW + (long) width * BYTES_PER_REFERENCE;
            for (Value value : visible) {
                if (!isSelfContained(value)) {
                    return Optional.empty();
                }
                bytes += value.getMemory();
            }
            if (bytes > maximumBytes) {
                return Optional.empty();
            }
            rows.add(visible);
        }
        return Optional.of(new H2Rows(List.copyOf(columns), rows, bytes));
    }

    private static boolean isSelfContained(Value value) {
        if (value instanceof ValueLob lob) {
            return lob.getLobData() instanceof LobDataInMemory;
        }
        return !(value instanceof ValueCollectionBase collection)
                || Arrays.stream(collection.getList()).allMatch(H2Replay::isSelfContained);
    }

    @Override
    public ResultSet open(CapturedRows rows, Statement driverStatement) throws SQLException {
        JdbcStatement statement = driverStatement.unwrap(JdbcStatement.class);
        // Throws what the driver throws if the statement or its connection is closed.
        statement.getUpdateCount();
        JdbcConnection connection = (JdbcConnection) statement.getConnection();
        boolean scrollable = statement.getResultSetType() != ResultSet.TYPE_FORWARD_ONLY;
        boolean updatable = statement.getResultSetConcurrency() == ResultSet.CONCUR_UPDATABLE;
        StatementAccess.closeOldResultSet(statement);
        JdbcResultSet result = new JdbcResultSet(
                connection,
                statement,
                null,
                new ReplayedResult((H2Rows) rows),
                StatementAccess.nextResultSetId(),
                scrollable,
                updatable,
                false);
        StatementAccess.setResultSet(statement, result);
        return result;
    }
}
