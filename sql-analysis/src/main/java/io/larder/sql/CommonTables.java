package io.larder.sql;

import java.util.HashSet;
import java.util.Set;

/**
 * The names of common table expressions that are visible somewhere, and hide tables there. Immutable.
 *
 * @param names as {@link #name} gives them
 */
record CommonTables(Set<String> names) {
    static final CommonTables NONE = new CommonTables(Set.of());

    CommonTables and(Set<String> more) {
        Set<String> union = new HashSet<>(names);
        union.addAll(more);
        return new CommonTables(Set.copyOf(union));
    }

    /**
     * Two names hide each other if the database takes them for the same. Where that depends on settings, only the same
     * spelling counts: then a table is listed too often and never too seldom. MariaDB takes no notice of quotes.
     */
    static String name(Token token, Dialect dialect) {
        boolean quotesDoNotMatter = dialect == Dialect.MARIADB && token.kind() == TokenKind.QUOTED_NAME;
        return dialect == Dialect.POSTGRESQL || quotesDoNotMatter ? token.name() : token.text();
    }
}
