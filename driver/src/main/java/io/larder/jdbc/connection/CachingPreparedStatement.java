package io.larder.jdbc.connection;

import io.larder.jdbc.statement.StatementSettings;
import io.larder.sql.StatementPlan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A prepared statement whose queries may be answered from the cache, and whose writes are announced. */
class CachingPreparedStatement extends BindingPreparedStatement implements PreparedStatement {
    private final String sql;

    CachingPreparedStatement(
            CachingConnection connection, PreparedStatement prepared, StatementSettings settings, String sql) {
        super(connection, prepared, settings);
        this.sql = sql;
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return query(plan(), parameters, prepared::executeQuery);
    }

    @Override
    public boolean execute() throws SQLException {
        return execute(plan(), parameters, prepared::execute);
    }

    /** Not from the cache: most drivers refuse text here. */
    @Override
    public ResultSet executeQuery(String text) throws SQLException {
        return new CachingResultSet(this, live(connection.plan(text), () -> prepared.executeQuery(text)));
    }

    /** Not from the cache: most drivers refuse text here. */
    @Override
    public boolean execute(String text) throws SQLException {
        return live(connection.plan(text), () -> prepared.execute(text));
    }

    @Override
    public int executeUpdate() throws SQLException {
        return live(plan(), prepared::executeUpdate);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return live(plan(), prepared::executeLargeUpdate);
    }

    @Override
    public void addBatch() throws SQLException {
        prepared.addBatch();
        addToBatch(plan());
    }

    /** Looked up at each execution: how the session reads the text may change between them. */
    private StatementPlan plan() {
        return connection.plan(sql);
    }
}
