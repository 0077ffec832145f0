package io.larder.jdbc.mariadb;

import io.larder.jdbc.database.AnswerCodec;
import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.database.NextExecution;
import io.larder.jdbc.database.Replay;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.ServerPreparedStatement;
import org.mariadb.jdbc.client.ColumnDecoder;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.result.CompleteResult;

/**
 * Gives an answer back as the connector's own CompleteResult, made of the rows and column descriptions that arrived. Cells
 * are decoded when they are read, by the connector and with the options of the connection that reads them, as they would
 * be if the server had just sent them. Stateless; thread-safe.
 */
final class MariaDbReplay implements Replay {
    static final NextExecution TEXT = new NextExecution("text", true);
    static final NextExecution BINARY = new NextExecution("binary", true);

    /** Largest array that every JVM can make. */
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

    private final @Nullable AnswerCodec codec;

    /** @param codec how answers are given to other processes; null if they are not */
    MariaDbReplay(@Nullable AnswerCodec codec) {
        this.codec = codec;
    }

    @Override
    public Optional<AnswerCodec> codec() {
        return Optional.ofNullable(codec);
    }

    /**
     * {@inheritDoc}
     *
     * <p>What is prepared on the server is answered in the binary protocol, all else in text; whether a statement is, was
     * decided when it was made, and no execution changes it.
     */
    @Override
    public @Nullable NextExecution nextExecution(Statement driverStatement) {
        try {
            return driver(driverStatement) instanceof ServerPreparedStatement ? BINARY : TEXT;
        } catch (SQLException e) {
            // Closed: whatever is done with it next tells the application so.
            return null;
        }
    }

    @Override
    public Optional<CapturedRows> capture(
            ResultSet live, Statement driverStatement, String form, int maximumRows, long maximumBytes)
            throws SQLException {
        if (driverStatement instanceof CallableStatement || !live.isWrapperFor(CompleteResult.class)) {
            return Optional.empty();
        }
        CompleteResult result = live.unwrap(CompleteResult.class);
        if (!isWhole(result, context(driverStatement)) || DriverMembers.hasPendingResults(driver(driverStatement))) {
            return Optional.empty();
        }
        boolean binary = DriverMembers.isBinary(result);
        boolean expected = form.equals(BINARY.form());
        int count = DriverMembers.rowCount(result);
        if (binary != expected || !(binary || DriverMembers.isText(result)) || count > maximumRows) {
            return Optional.empty();
        }
        List<byte[]> columns = DriverMembers.columns(result);
        byte[][] rows = DriverMembers.rows(result);
        long size = MariaDbRows.sizeInBytes(columns) + PackedRows.sizeInBytes(rows, count);
        return size > Math.min(maximumBytes, LARGEST_ARRAY)
                ? Optional.empty()
                : Optional.of(new MariaDbRows(columns, binary, PackedRows.pack(rows, count)));
    }

    /** Returns whether the result is all that there is: no page, no warnings, nothing read of it. */
    private static boolean isWhole(CompleteResult result, Context context) throws SQLException {
        // An updatable result is of a subclass.
        return result.getClass() == CompleteResult.class
                && result.loaded()
                && !result.isClosed()
                && !result.isOutputParameter()
                && DriverMembers.isBeforeFirst(result)
                && context.getWarning() == 0;
    }

    /** Returns false for those who want pages: these come as a result of another class. */
    @Override
    public boolean suits(CapturedRows rows, Statement driverStatement) throws SQLException {
        return driverStatement.getFetchSize() == 0;
    }

    @Override
    public ResultSet open(CapturedRows rows, Statement driverStatement) throws SQLException {
        MariaDbRows answer = (MariaDbRows) rows;
        org.mariadb.jdbc.Statement statement = driver(driverStatement);
        Context context = context(driverStatement);
        ColumnDecoder[] columns = new ColumnDecoder[answer.columns().size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = DriverMembers.column(answer.columns().get(i), context);
        }
        CompleteResult result =
                new CompleteResult(columns, answer.rows().unpack(), context, statement.getResultSetType());
        if (answer.binary()) {
            DriverMembers.makeBinary(result, columns.length);
        }
        result.setStatement(statement);
        if (statement.isCloseOnCompletion()) {
            result.closeOnCompletion();
        }
        context.setWarning(0);
        DriverMembers.executed(statement, result, !(driverStatement instanceof PreparedStatement));
        return result;
    }

    private static org.mariadb.jdbc.Statement driver(Statement statement) throws SQLException {
        return statement.unwrap(org.mariadb.jdbc.Statement.class);
    }

    /** Throws what the driver throws if the statement is closed. */
    private static Context context(Statement statement) throws SQLException {
        return statement
                .getConnection()
                .unwrap(org.mariadb.jdbc.Connection.class)
                .getContext();
    }
}
