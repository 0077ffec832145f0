package io.larder.jdbc.console;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code FLUSH LARDER [TABLE a, b]}: has the effect of a write to all tables, or to some, that somebody has done elsewhere. In
 * all processes, and in Redis.
 */
final class Flush implements View {
    private static final String FORM = "FLUSH LARDER, or FLUSH LARDER TABLE a, b";

    @Override
    public List<Column> columns() {
        return List.of(Column.text("result", "what was done"));
    }

    @Override
    public boolean changesSomething() {
        return true;
    }

    @Override
    public List<Row> rows(Request request) throws SQLException {
        CachedDatabase database = request.at().database();
        if (request.words().isEmpty()) {
            long answers = database.answers().size();
            // Schema and rights as well: somebody may have changed them.
            database.announce(Change.EVERYTHING).committed();
            database.answers().clear();
            return List.of(Row.of("dropped all answers: " + answers));
        }
        Set<TableName> tables = tables(request.words());
        database.announce(new Change.Tables(tables.stream()
                        .map(table -> new TableChange(table, TableChange.Kind.ANY))
                        .collect(Collectors.toSet())))
                .committed();
        return List.of(Row.of("outdated all answers about "
                + tables.stream().map(TableName::name).collect(Collectors.joining(", "))));
    }

    /** Of a name with dots the last part counts, as everywhere. */
    private static Set<TableName> tables(List<String> words) throws SQLException {
        Set<TableName> tables = new LinkedHashSet<>();
        boolean nameNext = true;
        String name = "";
        if (!words.get(0).equalsIgnoreCase("table")) {
            throw Refusal.notUnderstood("write " + FORM);
        }
        for (String word : words.subList(1, words.size())) {
            boolean between = word.equals(",") || word.equals(".");
            if (between == nameNext || word.isEmpty()) {
                throw Refusal.notUnderstood("write " + FORM);
            }
            if (word.equals(",")) {
                tables.add(new TableName(name));
            }
            name = between ? name : word;
            nameNext = between;
        }
        if (nameNext) {
            throw Refusal.notUnderstood("write " + FORM);
        }
        tables.add(new TableName(name));
        return tables;
    }
}
