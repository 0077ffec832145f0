package io.larder.jdbc.postgres;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A query or expression as PostgreSQL's parser has understood it and the catalogs keep it (type {@code pg_node_tree},
 * backend/nodes/outfuncs.c): <code>{TAG :field value … :field value …}</code>, where a value is made of words, lists in
 * parentheses and nodes. Unlike the text that {@code pg_get_viewdef} makes of it, it names everything by oid, is the same
 * under every search path, and can be had without waiting for locks on the tables that it names.
 *
 * @param tag what kind of node it is
 * @param fields those that somebody asks for, by name; each value is a list of {@link String}, {@link List} and
 *     {@link NodeTree}
 * @param inside the nodes in all of its fields, however deep in lists
 */
record NodeTree(String tag, Map<String, List<Object>> fields, List<NodeTree> inside) {
    /** Nodes that nest deeper are not read: each level costs stack. */
    private static final int DEEPEST = 400;

    /** The others are most of the text. */
    private static final Set<String> KEPT = Set.of(
            "aggfnoid",
            "args",
            "commandType",
            "consttype",
            "constvalue",
            "endInRangeFunc",
            "eqop",
            "funcid",
            "hasForUpdate",
            "hasModifyingCTE",
            "op",
            "opno",
            "opnos",
            "paramkind",
            "relid",
            "resulttype",
            "rtekind",
            "sortop",
            "startInRangeFunc",
            "varattno",
            "winfnoid");

    /** Returns all nodes that stand at the top of a text: one expression, or a list of queries; null if it is unusual. */
    static @Nullable List<NodeTree> parse(String text) {
        try {
            Reader reader = new Reader(text);
            List<NodeTree> nodes = new ArrayList<>(1);
            reader.values(0, nodes, false);
            return reader.at == text.length() ? nodes : null;
        } catch (IndexOutOfBoundsException | IllegalStateException unusual) {
            return null;
        }
    }

    /** Returns the one word that is the value of a field; empty if it is missing, a node, or of several words. */
    String word(String field) {
        List<Object> value = fields.getOrDefault(field, List.of());
        return value.size() == 1 && value.get(0) instanceof String word ? word : "";
    }

    /** Visits this node and every node inside it. */
    void visit(Consumer<NodeTree> visitor) {
        visitor.accept(this);
        inside.forEach(node -> node.visit(visitor));
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
            skipSpace();
        }

        /**
         * Reads until the next field, the end of the list or node, or the end of the text.
         *
         * @param nodes what nodes are added to
         * @param kept whether the values are wanted; if not, none is returned
         */
        List<Object> values(int depth, List<NodeTree> nodes, boolean kept) {
            if (depth > DEEPEST) {
                throw new IllegalStateException("too deep");
            }
            List<Object> values = kept ? new ArrayList<>(1) : List.of();
            while (at < text.length() && ":})".indexOf(text.charAt(at)) < 0) {
                value(depth, nodes, kept ? values : null);
            }
            return values;
        }

        private void value(int depth, List<NodeTree> nodes, @Nullable List<Object> values) {
            if (text.charAt(at) == '{') {
                next();
                NodeTree node = node(depth);
                nodes.add(node);
                keep(node, values);
            } else if (text.charAt(at) == '(') {
                next();
                list(depth, nodes, values);
                expect(')');
            } else {
                int start = at;
                int end = endOfWord();
                if (values != null) {
                    values.add(text.substring(start, end));
                }
            }
        }

        /** In a list a word may begin with a colon. */
        private void list(int depth, List<NodeTree> nodes, @Nullable List<Object> values) {
            List<Object> list = values == null ? null : new ArrayList<>();
            while (text.charAt(at) != ')') {
                value(depth + 1, nodes, list);
            }
            if (list != null) {
                keep(list, values);
            }
        }

        private static void keep(Object value, @Nullable List<Object> values) {
            if (values != null) {
                values.add(value);
            }
        }

        private NodeTree node(int depth) {
            int start = at;
            String tag = text.substring(start, endOfWord());
            Map<String, List<Object>> fields = new HashMap<>(4);
            List<NodeTree> nodes = new ArrayList<>(2);
            while (text.charAt(at) == ':') {
                int name = at + 1;
                String field = text.substring(name, endOfWord());
                boolean kept = KEPT.contains(field);
                List<Object> values = values(depth + 1, nodes, kept);
                // A name that a user gave may look like a field, and must not hide one.
                if (kept && fields.put(field, values) != null) {
                    throw new IllegalStateException("twice the same field");
                }
            }
            expect('}');
            return new NodeTree(tag, fields, nodes);
        }

        /** Moves to what follows a word; returns where the word ends. */
        private int endOfWord() {
            int start = at;
            while (at < text.length() && !isDelimiter(text.charAt(at))) {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            if (at == start) {
                throw new IllegalStateException("no word");
            }
            int end = at;
            skipSpace();
            return end;
        }

        private void expect(char closing) {
            if (text.charAt(at) != closing) {
                throw new IllegalStateException("not closed");
            }
            next();
        }

        private void next() {
            at++;
            skipSpace();
        }

        private void skipSpace() {
            while (at < text.length() && isSpace(text.charAt(at))) {
                at++;
            }
        }

        private static boolean isSpace(char c) {
            return c == ' ' || c == '\n' || c == '\t';
        }

        private static boolean isDelimiter(char c) {
            return c == '(' || c == ')' || c == '{' || c == '}' || isSpace(c);
        }
    }
}
