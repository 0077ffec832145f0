package io.larder.jdbc.console;

import io.larder.jdbc.console.Explanation.Lines;
import io.larder.jdbc.statement.Forecast;
import io.larder.sql.Change;
import io.larder.sql.StatementPlan;
import io.larder.sql.StatementPlan.Opaque;
import io.larder.sql.StatementPlan.Write;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What is told of a statement that writes, or may do so. */
record WriteExplanation(StatementPlan plan, Forecast forecast) {
    void tell(Lines lines) {
        if (plan instanceof Write write) {
            lines.add("tables_read", names(write.reads()));
        }
        lines.add("tables_written", forecast.effect().match(this::some, this::all));
        if (plan instanceof Opaque opaque) {
            lines.add(
                    "may_commit",
                    switch (opaque.commits()) {
                        case MAYBE -> "yes";
                        case UNLESS_IN_TRANSACTION -> "not in a transaction";
                        case NEVER -> "no";
                    });
        }
    }

    /** Those that are named first. */
    private String some(Change.Tables tables) {
        Set<TableName> named = plan instanceof Write write
                ? write.changes().stream().map(TableChange::table).collect(Collectors.toSet())
                : Set.of();
        Set<String> written = new LinkedHashSet<>();
        tables.changes().stream()
                .map(TableChange::table)
                .sorted(Comparator.<TableName, Boolean>comparing(table -> !named.contains(table))
                        .thenComparing(TableName::name))
                .forEach(table -> written.add(table.name()
                        + (named.contains(table) ? " (named)" : " (cascade, partition, or below a view)")));
        return written.isEmpty() ? "none" : String.join(", ", written);
    }

    private String all(Change.Everything everything) {
        if (plan instanceof Opaque) {
            return "any: nothing is known of it";
        }
        return told(everything);
    }

    /** Tells of what is not a list of tables. */
    static String told(Change change) {
        if (change.isNothing()) {
            return "none";
        }
        return change.changesSchema()
                ? "any: it may run code of users (trigger, rule, function, constraint), or a table is not a plain one"
                : "any: the schema is not known at the moment";
    }

    private static String names(Set<TableName> tables) {
        return tables.stream().map(TableName::name).sorted().collect(Collectors.joining(", "));
    }
}
