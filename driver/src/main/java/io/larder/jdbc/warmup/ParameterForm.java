package io.larder.jdbc.warmup;

import io.larder.cache.Parameter;
import io.larder.jdbc.statement.BoundParameters.Binding;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * How a parameter is bound, in the words of a script: {@code bigint} is {@code setLong}, {@code object Long} is
 * {@code setObject} of a Long, {@code object Long bigint} the same with a type, {@code null bigint} is {@code setNull}. It
 * matters: the cache takes the same number, bound otherwise, for another question.
 */
sealed interface ParameterForm {
    /** What the cache knows a type by that was not given. */
    int UNTYPED = Integer.MIN_VALUE;

    Map<String, String> SYNONYMS = Map.of(
            "int", "INTEGER",
            "long", "BIGINT",
            "short", "SMALLINT",
            "string", "VARCHAR",
            "text", "VARCHAR",
            "float", "REAL",
            "decimal", "NUMERIC",
            "bytes", "VARBINARY",
            "binary", "VARBINARY");

    /** Returns the words. */
    String words();

    /** Returns what kind of value it binds; empty if it binds none. */
    Optional<ValueKind> kind();

    /** Binds a value. */
    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException;

    /** Reads a column as what it binds. */
    default @Nullable Object read(ResultSet rows, int column) throws SQLException {
        if (kind().isEmpty()) {
            return null;
        }
        Class<?> type = kind().get().type();
        return type == byte[].class ? rows.getBytes(column) : rows.getObject(column, type);
    }

    /** One of the setters that are named after a type. */
    @SuppressWarnings("NullAway") // Setters of objects take null, the others are given none.
    enum BySetter implements ParameterForm {
        BOOLEAN(ValueKind.BOOLEAN, "Boolean", (s, i, v) -> s.setBoolean(i, (Boolean) v)),
        TINYINT(ValueKind.BYTE, "Byte", (s, i, v) -> s.setByte(i, (Byte) v)),
        SMALLINT(ValueKind.SHORT, "Short", (s, i, v) -> s.setShort(i, (Short) v)),
        INTEGER(ValueKind.INTEGER, "Int", (s, i, v) -> s.setInt(i, (Integer) v)),
        BIGINT(ValueKind.LONG, "Long", (s, i, v) -> s.setLong(i, (Long) v)),
        REAL(ValueKind.FLOAT, "Float", (s, i, v) -> s.setFloat(i, (Float) v)),
        DOUBLE(ValueKind.DOUBLE, "Double", (s, i, v) -> s.setDouble(i, (Double) v)),
        NUMERIC(ValueKind.DECIMAL, "BigDecimal", (s, i, v) -> s.setBigDecimal(i, (java.math.BigDecimal) v)),
        VARCHAR(ValueKind.TEXT, "String", (s, i, v) -> s.setString(i, (String) v)),
        NVARCHAR(ValueKind.TEXT, "NString", (s, i, v) -> s.setNString(i, (String) v)),
        DATE(ValueKind.DATE, "Date", (s, i, v) -> s.setDate(i, (java.sql.Date) v)),
        TIMESTAMP(ValueKind.TIMESTAMP, "Timestamp", (s, i, v) -> s.setTimestamp(i, (Timestamp) v)),
        VARBINARY(ValueKind.BYTES, "Bytes", (s, i, v) -> s.setBytes(i, (byte[]) v));

        private final ValueKind kind;
        private final String setter;

        @SuppressWarnings("ImmutableEnumChecker") // Those above, which hold nothing.
        private final Call call;

        @FunctionalInterface
        private interface Call {
            void run(PreparedStatement statement, int index, @Nullable Object value) throws SQLException;
        }

        BySetter(ValueKind kind, String setter, Call call) {
            this.kind = kind;
            this.setter = setter;
            this.call = call;
        }

        @Override
        public String words() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Optional<ValueKind> kind() {
            return Optional.of(kind);
        }

        @Override
        public void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
            if (value == null && !kind.isQuoted() && kind != ValueKind.DECIMAL) {
                statement.setNull(index, JDBCType.valueOf(name()).getVendorTypeNumber());
            } else {
                call.run(statement, index, value);
            }
        }
    }

    /**
     * {@code setObject}.
     *
     * @param sqlType a constant of {@link Types}, or {@link #UNTYPED}
     */
    record AsObject(ValueKind valueKind, int sqlType) implements ParameterForm {
        @Override
        public String words() {
            String type = sqlType == UNTYPED ? "" : " " + nameOf(sqlType);
            return "object " + valueKind.type().getSimpleName() + type;
        }

        @Override
        public Optional<ValueKind> kind() {
            return Optional.of(valueKind);
        }

        @Override
        public void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
            if (sqlType == UNTYPED) {
                statement.setObject(index, value);
            } else {
                statement.setObject(index, value, sqlType);
            }
        }
    }

    /** {@code setNull}. */
    record AsNull(int sqlType) implements ParameterForm {
        @Override
        public String words() {
            return "null " + nameOf(sqlType);
        }

        @Override
        public Optional<ValueKind> kind() {
            return Optional.empty();
        }

        @Override
        public void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
            statement.setNull(index, sqlType);
        }
    }

    /**
     * Reads the words.
     *
     * @throws IllegalArgumentException with what may be written, if they are not understood
     */
    static ParameterForm of(String words) {
        String[] parts = words.strip().split("\\s+", -1);
        if (parts[0].equalsIgnoreCase("object") && (parts.length == 2 || parts.length == 3)) {
            ValueKind kind = ValueKind.named(parts[1]).orElseThrow(() -> unknown(words));
            return new AsObject(kind, parts.length == 2 ? UNTYPED : sqlType(parts[2], words));
        }
        if (parts[0].equalsIgnoreCase("null") && parts.length == 2) {
            return new AsNull(sqlType(parts[1], words));
        }
        if (parts[0].equalsIgnoreCase("uuid") && parts.length == 1) {
            return new AsObject(ValueKind.UNIQUE, UNTYPED);
        }
        try {
            return BySetter.valueOf(synonym(words.strip()));
        } catch (IllegalArgumentException e) {
            throw unknown(words);
        }
    }

    /** Returns how a column's values are bound where a script does not say; empty if it has to. */
    static Optional<ParameterForm> ofColumn(ResultSetMetaData columns, int column) throws SQLException {
        if (columns.getColumnClassName(column).equals("java.util.UUID")) {
            return Optional.of(new AsObject(ValueKind.UNIQUE, UNTYPED));
        }
        return Optional.ofNullable(
                switch (columns.getColumnType(column)) {
                    case Types.BOOLEAN, Types.BIT -> BySetter.BOOLEAN;
                    case Types.TINYINT -> BySetter.TINYINT;
                    case Types.SMALLINT -> BySetter.SMALLINT;
                    case Types.INTEGER -> BySetter.INTEGER;
                    case Types.BIGINT -> BySetter.BIGINT;
                    case Types.REAL -> BySetter.REAL;
                    case Types.FLOAT, Types.DOUBLE -> BySetter.DOUBLE;
                    case Types.NUMERIC, Types.DECIMAL -> BySetter.NUMERIC;
                    case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR -> BySetter.VARCHAR;
                    case Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR -> BySetter.NVARCHAR;
                    case Types.DATE -> BySetter.DATE;
                    case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> BySetter.TIMESTAMP;
                    case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> BySetter.VARBINARY;
                    default -> null;
                });
    }

    /** Returns how a parameter of a question was bound; empty if that cannot be said in words. */
    static Optional<ParameterForm> of(Parameter parameter) {
        if (parameter.binding() instanceof String setter) {
            return setter.startsWith("Null:") ? ofNull(setter.substring(5)) : bySetter(setter);
        }
        if (!(parameter.binding() instanceof Binding binding)) {
            return Optional.empty();
        }
        if (binding.zone() == null) {
            return binding.setter().equals("Bytes")
                    ? Optional.of(BySetter.VARBINARY)
                    : ofObject(binding.setter(), binding.sqlType(), binding.scale());
        }
        return binding.zone().equals(TimeZone.getDefault()) ? ofDate(binding.setter()) : Optional.empty();
    }

    private static Optional<ParameterForm> bySetter(String setter) {
        for (BySetter form : BySetter.values()) {
            if (form.setter.equals(setter)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    private static Optional<ParameterForm> ofNull(String type) {
        try {
            int sqlType = Integer.parseInt(type);
            return isNamed(sqlType) ? Optional.of(new AsNull(sqlType)) : Optional.empty();
        } catch (NumberFormatException withTypeName) {
            return Optional.empty();
        }
    }

    private static Optional<ParameterForm> ofObject(String className, int sqlType, int scale) {
        boolean plain = scale == UNTYPED && (sqlType == UNTYPED || isNamed(sqlType));
        return plain ? ValueKind.named(className).map(kind -> new AsObject(kind, sqlType)) : Optional.empty();
    }

    /** The setter has the type behind it. */
    private static Optional<ParameterForm> ofDate(String setter) {
        if (setter.equals("Date0") || setter.equals("Timestamp0")) {
            return bySetter(setter.substring(0, setter.length() - 1));
        }
        int end = 0;
        while (end < setter.length() && setter.charAt(end) != '-' && !Character.isDigit(setter.charAt(end))) {
            end++;
        }
        try {
            return ofObject(setter.substring(0, end), Integer.parseInt(setter.substring(end)), UNTYPED);
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    private static boolean isNamed(int sqlType) {
        try {
            return JDBCType.valueOf(sqlType) != null;
        } catch (IllegalArgumentException vendors) {
            return false;
        }
    }

    private static String nameOf(int sqlType) {
        return JDBCType.valueOf(sqlType).getName().toLowerCase(Locale.ROOT);
    }

    /** The type of that very name, if there is one: DECIMAL is not NUMERIC. */
    private static int sqlType(String name, String words) {
        String exact = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(JDBCType.values())
                .filter(type -> type.getName().equals(exact))
                .findFirst()
                .or(() -> Optional.ofNullable(SYNONYMS.get(name.toLowerCase(Locale.ROOT)))
                        .map(JDBCType::valueOf))
                .orElseThrow(() -> unknown(words))
                .getVendorTypeNumber();
    }

    private static String synonym(String name) {
        return SYNONYMS.getOrDefault(name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT));
    }

    private static IllegalArgumentException unknown(String words) {
        return new IllegalArgumentException(
                "the type \"" + words + "\" is none of boolean, smallint, integer, bigint, real,"
                        + " double, numeric, varchar, date, timestamp, uuid, varbinary, object and a class, null and a type");
    }
}
