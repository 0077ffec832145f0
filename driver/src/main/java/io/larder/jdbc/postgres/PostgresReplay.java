package io.larder.jdbc.postgres;

import io.larder.jdbc.database.AnswerCodec;
import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.database.NextExecution;
import io.larder.jdbc.database.Replay;
import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.Field;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgResultSet;
import org.postgresql.jdbc.PgStatement;

/**
 * Gives an answer back through {@link BaseStatement#createDriverResultSet}, which makes the ResultSet that pgjdbc itself
 * makes when rows arrive. Cells are decoded when they are read, by pgjdbc and with the settings of the connection that
 * reads them, as they would be if the server had just sent them. Stateless; thread-safe.
 */
final class PostgresReplay implements Replay {
    /** Largest array that every JVM can make. */
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

    private final @Nullable AnswerCodec codec;

    /** @param codec how answers are given to other processes; null if they are not */
    PostgresReplay(@Nullable AnswerCodec codec) {
        this.codec = codec;
    }

    @Override
    public Optional<AnswerCodec> codec() {
        return Optional.ofNullable(codec);
    }

    /** {@inheritDoc} The rules are in {@link ExecutionForms}. */
    @Override
    public @Nullable NextExecution nextExecution(Statement driverStatement) {
        try {
            return ExecutionForms.next(driverStatement);
        } catch (SQLException e) {
            // Closed: whatever is done with it next tells the application so.
            return null;
        }
    }

    @Override
    public Optional<CapturedRows> capture(
            ResultSet live, Statement driverStatement, String form, int maximumRows, long maximumBytes)
            throws SQLException {
        if (!live.isWrapperFor(PgResultSet.class)) {
            return Optional.empty();
        }
        PgResultSet result = live.unwrap(PgResultSet.class);
        List<Tuple> rows = completeRows(result, driverStatement);
        List<Column> columns = columns(result, driverStatement, form);
        if (rows == null || columns.isEmpty() || rows.size() > maximumRows) {
            return Optional.empty();
        }
        return pack(columns, rows, maximumBytes);
    }

    /** Returns all rows; null if there are more to come, or more to the answer than rows. */
    private static @Nullable List<Tuple> completeRows(PgResultSet result, Statement driverStatement)
            throws SQLException {
        boolean onlyRows = !(driverStatement instanceof CallableStatement)
                && !DriverMembers.paged(result)
                && result.getConcurrency() == ResultSet.CONCUR_READ_ONLY
                && result.getRow() == 0
                && result.getWarnings() == null
                && driverStatement.getWarnings() == null;
        return onlyRows ? DriverMembers.rows(result) : null;
    }

    /** Returns the columns; none if one of them can't be given back, or there are none. */
    private static List<Column> columns(PgResultSet result, Statement driverStatement, String form)
            throws SQLException {
        QueryExecutor executor =
                driverStatement.getConnection().unwrap(BaseConnection.class).getQueryExecutor();
        List<Column> columns = new ArrayList<>();
        for (@Nullable Field field : DriverMembers.fields(result)) {
            if (field == null) {
                return List.of();
            }
            Column column = Column.of(field);
            boolean binary = form.equals(ExecutionForms.IN_BINARY) && executor.useBinaryForReceive(column.type());
            if (!column.selfContained() || binary != column.binary()) {
                return List.of();
            }
            columns.add(column);
        }
        return columns;
    }

    private static Optional<CapturedRows> pack(List<Column> columns, List<Tuple> rows, long maximumBytes) {
        for (Tuple row : rows) {
            if (row.fieldCount() != columns.size()) {
                return Optional.empty();
            }
        }
        long length = PackedTuples.length(rows, columns.size(), Math.min(maximumBytes, LARGEST_ARRAY));
        long size = PostgresRows.sizeInBytes(columns) + PackedTuples.sizeInBytes(rows.size(), length);
        if (length > LARGEST_ARRAY || size > maximumBytes) {
            return Optional.empty();
        }
        return Optional.of(new PostgresRows(columns, PackedTuples.pack(rows, columns.size(), (int) length)));
    }

    @Override
    public boolean suits(CapturedRows rows, Statement driverStatement) throws SQLException {
        PgStatement statement = driverStatement.unwrap(PgStatement.class);
        return statement.getResultSetType() != ResultSet.TYPE_FORWARD_ONLY
                || !fetchesPages(statement, rows.rowCount())
                        // pgjdbc runs the query and refuses its result.
                        && statement.getFetchDirection() == ResultSet.FETCH_FORWARD;
    }

    /** As PgStatement.executeInternal decides. Such a result ends with the transaction, which a whole one outlives. */
    private static boolean fetchesPages(PgStatement statement, int rows) throws SQLException {
        int limit = statement.getMaxRows();
        int page = statement.getFetchSize();
        return page > 0
                // Of a limit that is reached in the first page, the driver cannot tell whether more would come.
                && rows >= (limit > 0 ? Math.min(page, limit) : page)
                && statement.getResultSetHoldability() != ResultSet.HOLD_CURSORS_OVER_COMMIT
                && !statement.getConnection().getAutoCommit();
    }

    @Override
    public ResultSet open(CapturedRows rows, Statement driverStatement) throws SQLException {
        PostgresRows answer = (PostgresRows) rows;
        PgStatement statement = driverStatement.unwrap(PgStatement.class);
        DriverMembers.closeForNextExecution(statement);
        // Throws what the driver throws if the statement is closed.
        statement.getUpdateCount();
        ResultSet result = statement.createDriverResultSet(answer.newFields(), answer.rows());
        DriverMembers.setResult(statement, result);
        ExecutionForms.executed(statement);
        return result;
    }
}
