package io.larder.jdbc.console;

import java.sql.SQLException;
import java.util.List;

/** {@code SHOW LARDER CONFIG}. */
final class ConfigView implements View {
    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("option", "its name"),
                Column.text("value", "in effect"),
                Column.text("default_value", "in effect where none is given"),
                Column.text("source", "where it was written"),
                Column.text("description", "what the option does"));
    }

    @Override
    public List<Row> rows(Request request) throws SQLException {
        request.hasNoMore("SHOW LARDER CONFIG");
        return request.at().config().table().rows().stream()
                .map(row -> Row.of(row.name(), row.value(), row.defaultValue(), row.source(), row.description()))
                .toList();
    }
}
