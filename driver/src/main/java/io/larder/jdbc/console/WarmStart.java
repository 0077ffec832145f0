package io.larder.jdbc.console;

import java.sql.SQLException;
import java.util.List;

/** {@code WARM LARDER FROM 'script'}: begins to run a script of queries, so that their answers are kept. */
final class WarmStart implements View {
    private static final int WORDS = 2;

    @Override
    public List<Column> columns() {
        return List.of(Column.text("result", "what was begun"));
    }

    @Override
    public boolean changesSomething() {
        return true;
    }

    @Override
    public List<Row> rows(Request request) throws SQLException {
        List<String> words = request.words();
        if (words.size() != WORDS || !words.get(0).equalsIgnoreCase("from")) {
            throw Refusal.notUnderstood("write WARM LARDER FROM 'classpath:warm.sql'");
        }
        return List.of(Row.of(request.at().warmUp().begin(words.get(1))));
    }
}
