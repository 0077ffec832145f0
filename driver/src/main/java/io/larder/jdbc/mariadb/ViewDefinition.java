package io.larder.jdbc.mariadb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a view, as the server writes it: functions of users are quoted, those of the server are not, and each table
 * has its database in front.
 */
final class ViewDefinition {
    private static final String CALL = "`(";
    private static final Pattern TABLE =
            Pattern.compile("(?:from|join)[\\s(]+`((?:[^`]|``)+)`\\.", Pattern.CASE_INSENSITIVE);

    private ViewDefinition() {}

    /** Returns whether reading the view may run code of users, in itself or in a view that it reads. */
    static boolean mayRunCode(@Nullable String definition, VisibleSchemas visible) {
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
