package io.larder.jdbc.console;

import io.larder.jdbc.statement.Wishes;
import java.sql.SQLException;
import java.util.List;

/** {@code SET LARDER CACHING = ON | OFF}: whether what this connection asks is answered from the cache. Of no other session. */
final class SessionSwitch implements View {
    private static final String FORM =
            "write SET LARDER CACHING = ON, or OFF; all else is for the options of the connection";
    private static final int WORDS = 3;

    @Override
    public List<Column> columns() {
        return List.of(Column.text("result", "what holds from now on"));
    }

    @Override
    public List<Row> rows(Request request) throws SQLException {
        List<String> words = request.words();
        boolean understood = words.size() == WORDS && words.get(0).equalsIgnoreCase("caching");
        if (!understood) {
            throw Refusal.notUnderstood(FORM);
        }
        boolean on = isOn(words.get(2));
        Wishes wishes = request.at().runner().wishes();
        wishes.setCaching(on);
        return List.of(Row.of("caching is " + (on ? "on" : "off") + " for this session"));
    }

    private static boolean isOn(String word) throws SQLException {
        if (word.equalsIgnoreCase("on") || word.equalsIgnoreCase("true")) {
            return true;
        }
        if (word.equalsIgnoreCase("off") || word.equalsIgnoreCase("false")) {
            return false;
        }
        throw Refusal.notUnderstood(FORM);
    }
}
