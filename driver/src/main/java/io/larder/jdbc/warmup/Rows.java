package io.larder.jdbc.warmup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * With which parameters a statement is asked.
 *
 * @param forms how each of them is bound
 * @param values a list for each time that it is asked
 */
record Rows(List<ParameterForm> forms, List<List<@Nullable Object>> values) {
    /** Rows of a foreach: they are in the application's heap until they are asked. */
    static final int MOST = 100_000;

    /**
     * Asks the query of a {@code foreach}, or takes what is written.
     *
     * @throws ScriptException if the query does not fit
     */
    static Rows of(WarmScript.Statement statement, Connection connection) throws SQLException, ScriptException {
        Optional<String> foreach = statement.directives().foreach();
        return foreach.isPresent() ? asked(foreach.get(), statement, connection) : written(statement);
    }

    private static Rows written(WarmScript.Statement statement) {
        List<ParameterForm> forms = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (WarmScript.Written parameter : statement.parameters()) {
            forms.add(parameter.form().orElseThrow());
            values.add(parameter.value());
        }
        List<List<@Nullable Object>> once = new ArrayList<>();
        once.add(values);
        return new Rows(forms, once);
    }

    private static Rows asked(String query, WarmScript.Statement statement, Connection connection)
            throws SQLException, ScriptException {
        try (Statement asking = connection.createStatement()) {
            asking.setMaxRows(MOST);
            try (ResultSet rows = asking.executeQuery(query)) {
                return read(rows, forms(statement, rows.getMetaData()));
            }
        } catch (SQLException e) {
            throw new SQLException("foreach: " + e.getMessage(), e.getSQLState(), e);
        }
    }

    private static Rows read(ResultSet rows, List<ParameterForm> forms) throws SQLException {
        List<List<@Nullable Object>> values = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable Object> row = new ArrayList<>(forms.size());
            for (int i = 0; i < forms.size(); i++) {
                row.add(forms.get(i).read(rows, i + 1));
            }
            values.add(row);
        }
        return new Rows(forms, values);
    }

    private static List<ParameterForm> forms(WarmScript.Statement statement, ResultSetMetaData columns)
            throws SQLException, ScriptException {
        int count = statement.parameters().size();
        if (columns.getColumnCount() != count) {
            throw new ScriptException(
                    statement.line(),
                    "foreach gives " + columns.getColumnCount() + " columns for " + count + " parameters");
        }
        List<ParameterForm> forms = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Optional<ParameterForm> said = statement.parameters().get(i - 1).form();
            Optional<ParameterForm> form = said.isPresent() ? said : ParameterForm.ofColumn(columns, i);
            String type = columns.getColumnTypeName(i);
            int at = i;
            forms.add(form.orElseThrow(() -> new ScriptException(
                    statement.line(),
                    "parameter " + at + ": write its type behind it: the column is of type " + type)));
        }
        return forms;
    }

    /** Binds a row. */
    void bind(PreparedStatement statement, List<@Nullable Object> row) throws SQLException {
        for (int i = 0; i < forms.size(); i++) {
            forms.get(i).bind(statement, i + 1, row.get(i));
        }
    }
}
