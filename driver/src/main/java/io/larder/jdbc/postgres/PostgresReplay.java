package io.larder.jdbc.postgres;

import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.database.Replay;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.Field;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgResultSet;
import org.postgresql.jdbc.PgStatement;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Gives an answer back through {@link BaseStatement#createDriverResultSet}, which makes the ResultSet that pgjdbc itself
 * makes when rows arrive. Cells are decoded when they are read, by pgjdbc and with the settings of the connection that
 * reads them, as they would be if the server had just sent them. Stateless; thread-safe.
 */
final class PostgresReplay implements Replay {
    static final String TEXT = "text";
    static final String TEXT_OR_BINARY = "any";

    /** Largest array that every JVM can make. */
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

    /**
     * {@inheritDoc}
     *
     * <p>pgjdbc asks for binary only where it knows the result's columns before it runs the statement, and its rules are
     * (PgStatement.executeInternal and isOneShotQuery, QueryExecutorImpl.sendBind): the result is not updatable, the query
     * mode is not {@code simple}, and the text was described earlier. A text that is parsed anew at each execution is
     * never described; a PreparedStatement's is from the execution on that reaches the prepare threshold, and never if the
     * threshold is 0. A plain Statement's text is described only under {@code extendedCacheEverything} or with forced
     * binary transfer ({@code prepareThreshold} -1), neither of which it is made to rely on: it counts as text only.
     *
     * <p>All executions of one text on one connection count together, so that no PreparedStatement with a threshold can
     * know whether it will get text or binary.
     */
    @Override
    public String consumerClass(Statement driverStatement) {
        try {
            return mayGetBinary(driverStatement) ? TEXT_OR_BINARY : TEXT;
        } catch (SQLException e) {
            // Closed: whatever is done with it next tells the application so.
            return TEXT;
        }
    }

    private static boolean mayGetBinary(Statement driverStatement) throws SQLException {
        if (!(driverStatement instanceof PreparedStatement)) {
            return false;
        }
        BaseStatement statement = driverStatement.unwrap(BaseStatement.class);
        return statement.getPrepareThreshold() != 0
                && statement.getResultSetConcurrency() == ResultSet.CONCUR_READ_ONLY
                && statement.getConnection().unwrap(PGConnection.class).getPreferQueryMode() != PreferQueryMode.SIMPLE;
    }

    @Override
    public Optional<CapturedRows> capture(ResultSet live, Statement driverStatement, int maximumRows, long maximumBytes)
            throws SQLException {
        if (!DriverMembers.present() || !live.isWrapperFor(PgResultSet.class)) {
            return Optional.empty();
        }
        PgResultSet result = live.unwrap(PgResultSet.class);
        List<Tuple> rows = completeRows(result, driverStatement);
        List<Column> columns = columns(result, driverStatement);
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
    private List<Column> columns(PgResultSet result, Statement driverStatement) {
        boolean textOnly = consumerClass(driverStatement).equals(TEXT);
        List<Column> columns = new ArrayList<>();
        for (@Nullable Field field : DriverMembers.fields(result)) {
            if (field == null) {
                return List.of();
            }
            Column column = Column.of(field);
            if (!column.selfContained() || (textOnly && column.binary())) {
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
        int page = statement.getFetchSize();
        return page > 0
                && rows >= page
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
        return result;
    }
}
