package io.larder.integration;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What an application has seen, line by line: values and failures, without anything that differs from run to run. */
public final class Transcript {
    private final List<String> lines = new ArrayList<>();

    /** A call that returns nothing. */
    public interface Action {
        void run() throws Exception;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Notes what a call returns, or how it fails; returns what it returned. */
    public <T extends @Nullable Object> @Nullable T see(String what, Callable<T> call) {
        try {
            T value = call.call();
            lines.add(what + " = " + Notation.of(value));
            return value;
        } catch (Exception | AssertionError failure) {
            lines.add(what + " fails: " + Notation.failure(failure));
            return null;
        }
    }

    /** Notes whether a call succeeds, and otherwise how it fails. */
    public void run(String what, Action action) {
        see(what, () -> {
            action.run();
            return "done";
        });
    }

    /** Notes whether a call returns this very object. */
    public void same(String what, @Nullable Object expected, Callable<?> call) {
        see(what, () -> {
            Object actual = call.call();
            return actual == expected ? "the same" : actual == null ? "null" : "another";
        });
    }

    /** Notes all rows of a result that are still to come. */
    public void rows(String what, @Nullable ResultSet rows) {
        see(what, () -> {
            if (rows == null) {
                return "no result";
            }
            return read(rows);
        });
    }

    /** Returns all rows of a result that are still to come, as texts. */
    public static List<List<@Nullable String>> read(ResultSet rows) throws SQLException {
        List<List<@Nullable String>> read = new ArrayList<>();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                row.add(rows.getString(column));
            }
            read.add(row);
        }
        return read;
    }

    /** Notes where a cursor is. */
    public void position(String when, ResultSet rows) {
        see(when + ": row", rows::getRow);
        see(when + ": isBeforeFirst", rows::isBeforeFirst);
        see(when + ": isFirst", rows::isFirst);
        see(when + ": isLast", rows::isLast);
        see(when + ": isAfterLast", rows::isAfterLast);
        see(when + ": first column", () -> rows.getString(1));
    }

    /** Notes what a result says of itself. */
    public void result(String when, @Nullable ResultSet rows) {
        if (rows == null) {
            lines.add(when + ": no result");
            return;
        }
        see(when + ": result closed", rows::isClosed);
        see(when + ": type", rows::getType);
        see(when + ": concurrency", rows::getConcurrency);
        see(when + ": holdability", rows::getHoldability);
        see(when + ": fetchSize", rows::getFetchSize);
        see(when + ": fetchDirection", rows::getFetchDirection);
        see(when + ": result warnings", rows::getWarnings);
        see(when + ": cursorName", rows::getCursorName);
    }

    /** Notes what a statement says of itself. */
    public void statement(String when, Statement statement) {
        see(when + ": statement closed", statement::isClosed);
        see(when + ": updateCount", statement::getUpdateCount);
        see(when + ": largeUpdateCount", statement::getLargeUpdateCount);
        see(when + ": warnings", statement::getWarnings);
        see(when + ": closeOnCompletion", statement::isCloseOnCompletion);
        see(when + ": maxRows", statement::getMaxRows);
        see(when + ": largeMaxRows", statement::getLargeMaxRows);
        see(when + ": maxFieldSize", statement::getMaxFieldSize);
        see(when + ": fetchSize", statement::getFetchSize);
        see(when + ": fetchDirection", statement::getFetchDirection);
        see(when + ": queryTimeout", statement::getQueryTimeout);
        see(when + ": poolable", statement::isPoolable);
        see(when + ": type", statement::getResultSetType);
        see(when + ": concurrency", statement::getResultSetConcurrency);
        see(when + ": holdability", statement::getResultSetHoldability);
    }

    /** Notes all that a result says of its columns. */
    public void metaData(String when, ResultSetMetaData meta) throws SQLException {
        see(when + ": columns", meta::getColumnCount);
        for (int number = 0; number <= meta.getColumnCount() + 1; number++) {
            int column = number;
            String which = when + ": column " + column + " ";
            see(which + "label", () -> meta.getColumnLabel(column));
            see(which + "name", () -> meta.getColumnName(column));
            see(which + "type", () -> meta.getColumnType(column));
            see(which + "typeName", () -> meta.getColumnTypeName(column));
            see(which + "className", () -> meta.getColumnClassName(column));
            see(which + "displaySize", () -> meta.getColumnDisplaySize(column));
            see(which + "precision", () -> meta.getPrecision(column));
            see(which + "scale", () -> meta.getScale(column));
            see(which + "catalog", () -> meta.getCatalogName(column));
            see(which + "schema", () -> meta.getSchemaName(column));
            see(which + "table", () -> meta.getTableName(column));
            see(which + "nullable", () -> meta.isNullable(column));
            see(which + "autoIncrement", () -> meta.isAutoIncrement(column));
            see(which + "caseSensitive", () -> meta.isCaseSensitive(column));
            see(which + "currency", () -> meta.isCurrency(column));
            see(which + "signed", () -> meta.isSigned(column));
            see(which + "searchable", () -> meta.isSearchable(column));
            see(which + "readOnly", () -> meta.isReadOnly(column));
            see(which + "writable", () -> meta.isWritable(column));
            see(which + "definitelyWritable", () -> meta.isDefinitelyWritable(column));
        }
    }
}
