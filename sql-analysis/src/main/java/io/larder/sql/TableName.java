package io.larder.sql;

import java.util.Locale;

/**
 * The name under which changes of a table are tracked: its last component, in lower case.
 *
 * <p>Schema and letter case are dropped on purpose. Two tables that share a name are treated as one, which invalidates
 * more than is needed but never less, whatever search path, quoting or case folding was in force.
 *
 * @param name the folded name, never empty
 */
public record TableName(String name) {
    public TableName {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a table has a name");
        }
        name = name.toLowerCase(Locale.ROOT);
    }
}
