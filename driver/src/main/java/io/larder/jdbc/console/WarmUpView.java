package io.larder.jdbc.console;

import java.sql.SQLException;
import java.util.List;

/** {@code SHOW LARDER WARMUP}. */
final class WarmUpView implements View {
    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("script", "where the script was read"),
                Column.text("name", "of its statement"),
                Column.number("line", "of the script"),
                Column.text("state", "such as `running` or `done`"),
                Column.number("loaded", "answers that are kept now"),
                Column.number("already_there", "answers that were kept before"),
                Column.number("refused", "answers that are not kept"),
                Column.number("errors", "questions that failed"),
                Column.fraction("seconds", "it took, or has taken until now"),
                Column.text("message", "latest reason or error"));
    }

    @Override
    public List<Row> rows(Request request) throws SQLException {
        request.hasNoMore("SHOW LARDER WARMUP");
        return request.at().warmUp().progress().stream()
                .map(line -> Row.of(
                        line.script(),
                        line.name(),
                        line.line(),
                        line.state(),
                        line.loaded(),
                        line.alreadyThere(),
                        line.refused(),
                        line.errors(),
                        line.seconds(),
                        line.message()))
                .toList();
    }
}
