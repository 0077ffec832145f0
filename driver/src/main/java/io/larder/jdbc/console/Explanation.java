package io.larder.jdbc.console;

import io.larder.jdbc.statement.Forecast;
import io.larder.sql.StatementPlan;
import io.larder.sql.StatementPlan.Opaque;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.StatementPlan.SessionChange;
import io.larder.sql.StatementPlan.TransactionControl;
import io.larder.sql.StatementPlan.Write;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code EXPLAIN LARDER <sql>}: what Larder knows of a statement, and would do with it. Does not run it. */
final class Explanation implements View {
    @Override
    public List<Column> columns() {
        return List.of(Column.text("property", "what is told of"), Column.text("value", "how it is"));
    }

    @Override
    public List<Row> rows(Request request) throws SQLException {
        StatementPlan plan = request.at().runner().plan(request.rest());
        Forecast forecast = request.at().runner().forecasts().of(plan, request.statement());
        Lines lines = new Lines();
        lines.add("kind", kind(plan));
        if (plan instanceof Read read && !read.question().isEmpty()) {
            new QueryExplanation(request.at(), read, forecast).tell(lines);
        } else if (plan instanceof Write || plan instanceof Opaque) {
            new WriteExplanation(plan, forecast).tell(lines);
        }
        return lines.rows();
    }

    private static String kind(StatementPlan plan) {
        if (plan instanceof Read read) {
            return read.question().isEmpty() ? "neither reads nor writes" : "query";
        }
        if (plan instanceof Write) {
            return "write";
        }
        if (plan instanceof TransactionControl control) {
            return "transaction: " + control.kind().name().toLowerCase(Locale.ROOT);
        }
        if (plan instanceof SessionChange change) {
            return "session setting: " + change.setting().orElse("several or unknown ones");
        }
        return plan instanceof Opaque opaque ? "not understood: " + opaque.reason() : "a question to Larder";
    }

    /** The rows, as they come. */
    static final class Lines {
        private final List<Row> rows = new ArrayList<>();

        void add(String property, @Nullable Object value) {
            rows.add(Row.of(property, value == null ? null : value.toString()));
        }

        List<Row> rows() {
            return rows;
        }
    }
}
