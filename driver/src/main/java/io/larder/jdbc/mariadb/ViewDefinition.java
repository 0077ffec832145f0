package io.larder.jdbc.mariadb;

import io.larder.invalidation.Definition;
import io.larder.invalidation.Relation;
import io.larder.sql.Dialect;
import io.larder.sql.StatementPlanner;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a view, as the server writes it: functions of users are quoted, those of the server are not, and each table
 * has its database in front. Who has no right to see it gets none.
 */
final class ViewDefinition {
    private static final String CALL = "`(";
    private static final Pattern TABLE =
            Pattern.compile("(?:from|join)[\\s(]+`((?:[^`]|``)+)`\\.", Pattern.CASE_INSENSITIVE);

    /** How many texts are remembered. */
    private static final int MOST_VIEWS = 2_000;

    private static final StatementPlanner PLANNER = new StatementPlanner(Dialect.MARIADB, MOST_VIEWS);

    private ViewDefinition() {}

    /** Returns what reading and writing a view does; of one whose text is not visible, anything. */
    static Relation relation(@Nullable String definition, VisibleSchemas visible) {
        boolean code = mayRunCode(definition, visible);
        Relation view = new Relation(true, code, code, Set.of());
        // Of a table in a database that is not seen, something is known at best of a namesake.
        return view.showing(
                code || definition == null ? Definition.unknown() : Definition.of(PLANNER.plan(definition)));
    }

    /** Returns whether the view may run code of users, in itself or in a view that it reads. */
    private static boolean mayRunCode(@Nullable String definition, VisibleSchemas visible) {
        if (definition == null || definition.isEmpty() || definition.contains(CALL)) {
            return true;
        }
        Matcher table = TABLE.matcher(definition);
        while (table.find()) {
            if (!visible.contains(table.group(1).replace("``", "`"))) {
                return true;
            }
        }
        return false;
    }
}
