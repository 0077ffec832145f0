package io.larder.jdbc.postgres;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the nodes of stored queries mean, in PostgreSQL 14 to 18 (include/nodes/primnodes.h, parsenodes.h). */
final class StoredNodes {
    /** What a node adds to what its query depends on. */
    enum Kind {
        HARMLESS,
        /** A table of the query. */
        TABLE,
        /** The call of one or several functions. */
        CALL,
        /** The call of {@code current_setting}. */
        SETTING,
        /** Depends on the clock, or on what is not in the session's key. */
        CLOCK,
        /** Catalogs and system columns, which change without a write. */
        CATALOG,
        UNKNOWN
    }

    /** Of several names, the first is that of the earlier versions. */
    private static final Set<String> HARMLESS = Set.of(
            "ALIAS",
            "ARRAY",
            "ARRAYEXPR",
            "ARRAYCOERCEEXPR",
            "BOOLEANTEST",
            "BOOLEXPR",
            "CASE",
            "CASEEXPR",
            "WHEN",
            "CASEWHEN",
            "CASETESTEXPR",
            "COALESCE",
            "COALESCEEXPR",
            "COLLATE",
            "COLLATEEXPR",
            "COMMONTABLEEXPR",
            "DISTINCTEXPR",
            "FIELDSELECT",
            "FROMEXPR",
            "GROUPINGFUNC",
            "GROUPINGSET",
            "JOINEXPR",
            "MINMAX",
            "MINMAXEXPR",
            "NAMEDARGEXPR",
            "NULLIFEXPR",
            "NULLTEST",
            "OPEXPR",
            "RANGETBLFUNCTION",
            "RANGETBLREF",
            "RELABELTYPE",
            "ROW",
            "ROWEXPR",
            "ROWCOMPARE",
            "ROWCOMPAREEXPR",
            "RTEPERMISSIONINFO",
            "SCALARARRAYOPEXPR",
            "SETOPERATIONSTMT",
            "SORTGROUPCLAUSE",
            "SUBLINK",
            "SUBSCRIPTINGREF",
            "TARGETENTRY");

    private static final String RELATION = "0";
    /** Kinds of entries of FROM: subquery, join, function, values, common table expression, nothing, group. */
    private static final Set<String> INNER = Set.of("1", "2", "3", "5", "6", "8", "9");

    /** Roles, which are in the key: current_role, current_user, user, session_user. */
    private static final Set<String> ROLES = Set.of("9", "10", "11", "12");

    private static final Set<String> CURRENT_SETTING = Set.of("2077", "3294");

    /** Types of the catalogs' objects (regclass, …). */
    private static final Set<String> CATALOG_TYPES =
            Set.of("24", "2202", "2203", "2204", "2205", "2206", "3734", "3769", "4089", "4096", "4191");

    /** Types whose texts mean the same on every day: numbers, texts, JSON, UUIDs, addresses, bytes and the like. */
    private static final Set<String> DAYLESS = Set.of(
            "16", "17", "18", "19", "20", "21", "23", "25", "26", "114", "142", "650", "700", "701", "790", "829",
            "869", "1042", "1043", "1186", "1560", "1562", "1700", "2950", "3802", "1000", "1005", "1007", "1009",
            "1015", "1016", "1021", "1022", "1231", "2951", "199", "3807");

    private static final String TEXT = "25";
    private static final int LONGEST_SETTING = 63;
    private static final Pattern CUSTOM_SETTING =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*(\\.[A-Za-z_][A-Za-z0-9_$]*)+");

    private StoredNodes() {}

    static Kind kind(NodeTree node) {
        return switch (node.tag()) {
            case "QUERY" -> query(node);
            case "RTE", "RANGETBLENTRY" -> entry(node);
            case "FUNCEXPR" -> CURRENT_SETTING.contains(node.word("funcid")) ? Kind.SETTING : Kind.CALL;
            case "AGGREF", "WINDOWFUNC", "WINDOWCLAUSE" -> Kind.CALL;
            case "SQLVALUEFUNCTION" -> ROLES.contains(node.word("op")) ? Kind.HARMLESS : Kind.CLOCK;
            case "VAR" -> column(node);
            // What a subquery is compared with.
            case "PARAM" -> node.word("paramkind").equals("2") ? Kind.HARMLESS : Kind.UNKNOWN;
            case "CONST" -> CATALOG_TYPES.contains(node.word("consttype")) ? Kind.CATALOG : Kind.HARMLESS;
            case "COERCEVIAIO" -> DAYLESS.contains(node.word("resulttype")) ? Kind.HARMLESS : Kind.CLOCK;
            default -> HARMLESS.contains(node.tag()) ? Kind.HARMLESS : Kind.UNKNOWN;
        };
    }

    private static Kind query(NodeTree query) {
        boolean reads = query.word("commandType").equals("1")
                && query.word("hasModifyingCTE").equals("false")
                && query.word("hasForUpdate").equals("false");
        return reads ? Kind.HARMLESS : Kind.UNKNOWN;
    }

    private static Kind entry(NodeTree entry) {
        String kind = entry.word("rtekind");
        return kind.equals(RELATION) ? Kind.TABLE : INNER.contains(kind) ? Kind.HARMLESS : Kind.UNKNOWN;
    }

    private static Kind column(NodeTree column) {
        String number = column.word("varattno");
        return number.isEmpty() ? Kind.UNKNOWN : number.startsWith("-") ? Kind.CATALOG : Kind.HARMLESS;
    }

    /** Returns the functions that a node calls, by oid. */
    static List<Long> functions(NodeTree node) {
        return numbers(node, "funcid", "aggfnoid", "winfnoid", "startInRangeFunc", "endInRangeFunc");
    }

    /** Returns the operators that a node applies, by oid. */
    static List<Long> operators(NodeTree node) {
        return numbers(node, "opno", "opnos", "eqop", "sortop");
    }

    private static List<Long> numbers(NodeTree node, String... fields) {
        List<Long> numbers = new ArrayList<>();
        for (String field : fields) {
            addNumbers(node.fields().getOrDefault(field, List.of()), numbers);
        }
        return numbers;
    }

    /** Lists of oids begin with an o. */
    private static void addNumbers(List<?> values, List<Long> numbers) {
        for (Object value : values) {
            if (value instanceof List<?> list) {
                addNumbers(list, numbers);
            } else if (value instanceof String word && !word.isEmpty() && Character.isDigit(word.charAt(0))) {
                numbers.add(Long.parseLong(word));
            }
        }
    }

    /** Returns the setting that a call of {@code current_setting} asks for; empty if it is not a user's own, or computed. */
    static Optional<String> customSetting(NodeTree call) {
        List<Object> arguments = call.fields().getOrDefault("args", List.of());
        boolean constant = arguments.size() == 1
                && arguments.get(0) instanceof List<?> list
                && !list.isEmpty()
                && list.get(0) instanceof NodeTree first
                && first.tag().equals("CONST")
                && first.word("consttype").equals(TEXT);
        if (!constant) {
            return Optional.empty();
        }
        NodeTree name = (NodeTree) ((List<?>) arguments.get(0)).get(0);
        return text(name.fields().getOrDefault("constvalue", List.of()))
                .filter(setting -> setting.length() <= LONGEST_SETTING
                        && CUSTOM_SETTING.matcher(setting).matches());
    }

    /** Reads {@code 14 [ 56 0 0 0 97 … ]}: the size of it all, four bytes with the size of it all, and the text. */
    private static Optional<String> text(List<Object> value) {
        int header = 4;
        int size = value.size() - 3;
        if (size < header || !String.valueOf(size).equals(value.get(0))) {
            return Optional.empty();
        }
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) Integer.parseInt(String.valueOf(value.get(i + 2)));
        }
        int little = (bytes[0] & 0xff | (bytes[1] & 0xff) << 8) >> 2;
        int big = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        boolean whole =
                (little == size && bytes[2] == 0 && bytes[3] == 0) || (big == size && bytes[0] == 0 && bytes[1] == 0);
        return whole ? Optional.of(new String(bytes, header, size - header, StandardCharsets.UTF_8)) : Optional.empty();
    }
}
