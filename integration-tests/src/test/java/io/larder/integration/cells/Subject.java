package io.larder.integration.cells;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** One connection that asks for one sample, as an application does that keeps its statement. */
final class Subject implements AutoCloseable {
    private final String sql;
    private final Statement statement;

    Subject(Connection connection, Mode mode, String table, Sample sample) throws SQLException {
        // Named after the mode, so that none is answered with what another has asked for.
        String name = "by_" + mode.name().replaceAll("[^a-z]+", "_");
        sql = "select " + sample.name() + " from " + table + " as " + name;
        statement = mode.prepared() ? connection.prepareStatement(sql) : connection.createStatement();
    }

    /** Executes once and returns all that can be read. */
    List<String> cells() throws SQLException {
        try (ResultSet rows = execute()) {
            return Cells.of(rows);
        }
    }

    void skip(int executions) throws SQLException {
        for (int i = 0; i < executions; i++) {
            execute().close();
        }
    }

    private ResultSet execute() throws SQLException {
        return statement instanceof PreparedStatement prepared ? prepared.executeQuery() : statement.executeQuery(sql);
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
