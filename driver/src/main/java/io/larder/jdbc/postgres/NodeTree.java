package io.larder.jdbc.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A query or expression as PostgreSQL's parser has understood it and the catalogs keep it (type {@code pg_node_tree},
 * backend/nodes/outfuncs.c): <code>{TAG :field value … :field value …}</code>, where a value is made of words, lists in
 * parentheses and nodes. Unlike the text that {@code pg_get_viewdef} makes of it, it names everything by oid, is the same
 * under every search path, and can be had without waiting for locks on the tables that it names.
 *
 * @param tag what kind of node it is
 * @param fields by name; each value is a list of {@link String}, {@link List} and {@link NodeTree}
 */
record NodeTree(String tag, Map<String, List<Object>> fields) {
    /** Nodes that nest deeper are not read: each level costs stack. */
    private static final int DEEPEST = 400;

    /** Returns all nodes that stand at the top of a text: one expression, or a list of queries; null if it is unusual. */
    static @Nullable List<Object> parse(String text) {
        try {
            Reader reader = new Reader(text);
            List<Object> values = reader.values(0);
            return reader.at == text.length() ? values : null;
        } catch (IndexOutOfBoundsException | IllegalStateException unusual) {
            return null;
        }
    }

    /** Returns the one word that is the value of a field; empty if it is missing, a node, or of several words. */
    String word(String field) {
        List<Object> value = fields.getOrDefault(field, List.of());
        return value.size() == 1 && value.get(0) instanceof String word ? word : "";
    }

    /** Visits every node below some values, those inside nodes included. */
    static void visit(List<?> values, Consumer<NodeTree> visitor) {
        for (Object value : values) {
            if (value instanceof NodeTree node) {
                visitor.accept(node);
                node.fields.values().forEach(inside -> visit(inside, visitor));
            } else if (value instanceof List<?> list) {
                visit(list, visitor);
            }
        }
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
            skipSpace();
        }

        /** Reads until the next field, the end of the list or node, or the end of the text. */
        List<Object> values(int depth) {
            if (depth > DEEPEST) {
                throw new IllegalStateException("too deep");
            }
            List<Object> values = new ArrayList<>(1);
            while (at < text.length() && ":})".indexOf(text.charAt(at)) < 0) {
                values.add(value(depth));
            }
            return values;
        }

        private Object value(int depth) {
            if (text.charAt(at) == '{') {
                next();
                return node(depth);
            }
            if (text.charAt(at) == '(') {
                next();
                List<Object> list = list(depth);
                expect(')');
                return list;
            }
            return word();
        }

        /** In a list a word may begin with a colon. */
        private List<Object> list(int depth) {
            List<Object> list = new ArrayList<>();
            while (text.charAt(at) != ')') {
                list.add(value(depth + 1));
            }
            return list;
        }

        private NodeTree node(int depth) {
            String tag = word();
            Map<String, List<Object>> fields = new LinkedHashMap<>();
            while (text.charAt(at) == ':') {
                String field = word().substring(1);
                // A name that a user gave may look like a field, and must not hide one.
                if (fields.put(field, values(depth + 1)) != null) {
                    throw new IllegalStateException("twice the same field");
                }
            }
            expect('}');
            return new NodeTree(tag, fields);
        }

        private String word() {
            int start = at;
            while (at < text.length() && " \n\t(){}".indexOf(text.charAt(at)) < 0) {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            if (at == start) {
                throw new IllegalStateException("no word");
            }
            String word = text.substring(start, at);
            skipSpace();
            return word;
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
            while (at < text.length() && " \n\t".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
    }
}
