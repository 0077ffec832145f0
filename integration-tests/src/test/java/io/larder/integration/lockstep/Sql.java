package io.larder.integration.lockstep;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement, ready to run.
 *
 * @param text what is sent
 * @param values what is bound to it
 * @param ordered whether the order of its rows is defined
 * @param locks tables that must not be written by the open transaction of another session
 */
record Sql(String text, List<Value> values, boolean ordered, Set<String> locks) {
    Sql {
        values = List.copyOf(values);
        locks = Set.copyOf(locks);
    }

    static Sql of(String text) {
        return new Sql(text, List.of(), true, Set.of());
    }

    /** One of the values of a type, NULL if the index is negative; or an id, which is the index itself. */
    record Value(ColumnType type, int index, boolean isId) {
        String literal(Flavor flavor) {
            if (isId) {
                return String.valueOf(index);
            }
            return index < 0 ? "null" : type.literal(flavor, index);
        }

        @Override
        public String toString() {
            return isId ? String.valueOf(index) : type + (index < 0 ? " null" : " " + type.value(index));
        }

        void bind(PreparedStatement statement, int position) throws SQLException {
            if (isId) {
                statement.setInt(position, index);
            } else {
                type.bind(statement, position, index);
            }
        }
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            values.get(i).bind(statement, i + 1);
        }
    }

    /**
     * A statement with holes: {@code {ID}}, or the name of a type in braces, or with a question mark, {@code {INT?}}, for
     * what may be NULL.
     */
    record Template(String text, boolean ordered, Set<String> locks) {
        private static final Pattern HOLE = Pattern.compile("\\{([A-Z]+)(\\??)}");

        /** Returns the statement with values in its holes, as literals or as parameters. */
        Sql fill(Flavor flavor, boolean prepared, int ids, Random random) {
            List<Value> values = new ArrayList<>();
            Matcher matcher = HOLE.matcher(flavor.quoted(text));
            StringBuilder filled = new StringBuilder();
            while (matcher.find()) {
                Value value = value(matcher.group(1), !matcher.group(2).isEmpty(), ids, random);
                if (prepared) {
                    values.add(value);
                }
                matcher.appendReplacement(filled, prepared ? "?" : Matcher.quoteReplacement(value.literal(flavor)));
            }
            matcher.appendTail(filled);
            return new Sql(filled.toString(), values, ordered, locks);
        }

        private static Value value(String hole, boolean nullable, int ids, Random random) {
            if (hole.equals("ID")) {
                return new Value(ColumnType.INT, 1 + random.nextInt(ids), true);
            }
            ColumnType type = ColumnType.valueOf(hole);
            int index = nullable && random.nextInt(6) == 0 ? -1 : random.nextInt(type.size());
            return new Value(type, index, false);
        }
    }
}
