package io.larder.jdbc.statement;

import io.larder.sql.StatementPlan.Read;
import io.larder.sql.TableName;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the database must have looked into a table to answer with a row. It need not for {@code SELECT count(*) FROM t
 * WHERE 1 = 0}, for {@code SELECT 1 UNION SELECT id FROM t WHERE 1 = 0}, or for a view.
 */
final class RowsOfTables {
    private static final Pattern SELECT = Pattern.compile("\\bselect\\b");
    private static final Pattern MORE = Pattern.compile("\\b(?:union|except|intersect|values?|with|having|table)\\b");

    private RowsOfTables() {}

    /** @param closed the tables that are read by the schema, those below what the text names included */
    static boolean areSure(Read read, Set<TableName> closed) {
        // Functions may be aggregates, which make a row of no rows.
        boolean bare = !read.tables().isEmpty()
                && read.tables().equals(closed)
                && read.names().functions().isEmpty();
        if (!bare) {
            return false;
        }
        String text = read.question().toLowerCase(Locale.ROOT);
        Matcher select = SELECT.matcher(text);
        return select.find() && !select.find() && !MORE.matcher(text).find();
    }
}
