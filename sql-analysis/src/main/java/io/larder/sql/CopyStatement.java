package io.larder.sql;

import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's COPY between a table or query and the client, taken apart. What copies from or to files and programs of the
 * server, or chooses rows by a condition, is left alone.
 *
 * @param table the table; empty if a query is copied
 * @param query the tokens of the query; empty if a table is copied
 * @param writes whether rows go into the table
 */
record CopyStatement(Optional<TableName> table, List<Token> query, boolean writes) {
    /** Returns the parts; empty if they are others than are known here. */
    static Optional<CopyStatement> read(List<Token> tokens, Groups groups) {
        TokenCursor cursor = new TokenCursor(tokens);
        if (!cursor.accept("copy") || cursor.atEnd()) {
            return Optional.empty();
        }
        if (tokens.get(1).isPunctuation('(')) {
            List<Token> query = tokens.subList(2, groups.closing(1));
            cursor.skipGroup();
            return cursor.accept("to", "stdout")
                    ? Optional.of(new CopyStatement(Optional.empty(), query, false))
                    : Optional.empty();
        }
        Optional<TableName> table = cursor.lastOfName().map(name -> new TableName(name.name()));
        cursor.skipGroup();
        if (table.isPresent() && cursor.accept("to", "stdout")) {
            return Optional.of(new CopyStatement(table, List.of(), false));
        }
        boolean in = table.isPresent() && cursor.accept("from", "stdin") && !cursor.hasAny("where");
        return in ? Optional.of(new CopyStatement(table, List.of(), true)) : Optional.empty();
    }
}
