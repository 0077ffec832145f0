package io.larder.cache.redis;

import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.util.HashSet;
import java.util.Set;

/**
 * A change as text: {@code *} for every row, {@code !} for the schema as well, else for each table the length of its name, a
 * colon, the name. What cannot be read stands for everything: another version may have written it.
 */
final class ChangeText {
    private static final String EVERY_TABLE = "*";
    private static final String SCHEMA_TOO = "!";

    private ChangeText() {}

    static String of(Change change) {
        return change.match(
                tables -> {
                    StringBuilder text = new StringBuilder();
                    tables.changes().stream()
                            .map(one -> one.table().name())
                            .distinct()
                            .forEach(name ->
                                    text.append(name.length()).append(':').append(name));
                    return text.toString();
                },
                everything -> everything.schemaToo() ? SCHEMA_TOO : EVERY_TABLE);
    }

    static Change read(String text) {
        if (text.equals(EVERY_TABLE)) {
            return Change.EVERY_ROW;
        }
        Set<TableChange> changes = new HashSet<>();
        int at = 0;
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 ? -1 : colon + 1 + length(text.substring(at, colon));
            if (end <= colon + 1 || end > text.length()) {
                return Change.EVERYTHING;
            }
            changes.add(new TableChange(new TableName(text.substring(colon + 1, end)), TableChange.Kind.ANY));
            at = end;
        }
        return new Change.Tables(changes);
    }

    private static int length(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return Integer.MIN_VALUE / 2;
        }
    }
}
