package io.larder.jdbc.console;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.statement.Forecast;
import io.larder.sql.Change;
import io.larder.sql.StatementPlan;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import io.larder.sql.UsedNames;
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
            database.announceOrRefuse(Change.EVERYTHING).committed();
            database.answers().clear();
            return List.of(Row.of("dropped all answers: " + answers));
        }
        Set<TableName> tables = tables(request.words());
        Change change = Change.NOTHING;
        for (TableName table : tables) {
            change = change.and(writeOf(table, request));
        }
        database.announceOrRefuse(change).committed();
        return List.of(Row.of("outdated all answers about "
                + tables.stream().map(TableName::name).collect(Collectors.joining(", "))));
    }

    /** With partitions, what cascades, and what is below a view; a table of which nothing is known has its name alone. */
    private static Change writeOf(TableName table, Request request) throws SQLException {
        Set<TableChange> named = Set.of(new TableChange(table, TableChange.Kind.ANY));
        Forecast write = request.at()
                .runner()
                .forecasts()
                .of(new StatementPlan.Write(named, Set.of(), UsedNames.NONE), request.statement());
        boolean unknown = write.schema()
                .filter(schema -> !schema.relations().containsKey(table))
                .isPresent();
        return unknown ? new Change.Tables(named) : write.effect();
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
