package io.larder.integration.lockstep;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The types of columns, each with few values, so that questions and rows meet. */
@SuppressWarnings("ImmutableEnumChecker") // Its lists come from List.of and Stream.toList.
enum ColumnType {
    INT("integer", "integer", "integer", List.of(0, 1, 2, 3, 40), Types.INTEGER),
    BIGINT("bigint", "bigint", "bigint", List.of(0L, -7L, 5_000_000_000L), Types.BIGINT),
    TEXT(
            "text",
            "varchar",
            "varchar(60) collate utf8mb4_bin",
            List.of("", "ab", "Ab", "it's", "naïve ☕"),
            Types.VARCHAR),
    NUMERIC(
            "numeric(12,3)",
            "numeric(12,3)",
            "numeric(12,3)",
            decimals("0", "1.5", "-2.250", "1234567.891"),
            Types.NUMERIC),
    BOOLEAN("boolean", "boolean", "boolean", List.of(true, false), Types.BOOLEAN),
    TIMESTAMP(
            "timestamp",
            "timestamp",
            "datetime(6)",
            List.of("2024-02-29 12:30:00", "1999-12-31 23:59:59.123456", "2021-03-28 02:30:00"),
            Types.TIMESTAMP),
    TIMESTAMPTZ(
            "timestamptz",
            "timestamp with time zone",
            "timestamp(6) null",
            List.of("2024-07-01 00:00:00+00", "2024-01-01 12:00:00+05"),
            Types.TIMESTAMP_WITH_TIMEZONE),
    DATE("date", "date", "date", List.of("2024-02-29", "1970-01-01"), Types.DATE),
    UUID(
            "uuid",
            "uuid",
            "uuid",
            List.of("00000000-0000-0000-0000-000000000001", "c0ffee00-1111-4222-8333-444444444444"),
            Types.OTHER),
    BYTES("bytea", "varbinary", "varbinary(60)", List.of("", "00ff10", "616263"), Types.VARBINARY),
    DOUBLE("double precision", "double precision", "double", List.of(0.0, 1.25, -1e30), Types.DOUBLE);

    private final String postgres;
    private final String h2;
    private final String mariaDb;
    private final List<?> values;
    private final int sqlType;

    ColumnType(String postgres, String h2, String mariaDb, List<?> values, int sqlType) {
        this.postgres = postgres;
        this.h2 = h2;
        this.mariaDb = mariaDb;
        this.values = values;
        this.sqlType = sqlType;
    }

    private static List<BigDecimal> decimals(String... texts) {
        return List.of(texts).stream().map(BigDecimal::new).toList();
    }

    String name(Flavor flavor) {
        return flavor.pick(postgres, h2, mariaDb);
    }

    Object value(int index) {
        return values.get(index % values.size());
    }

    int size() {
        return values.size();
    }

    /** Returns one of the values as a literal. */
    String literal(Flavor flavor, int index) {
        Object value = value(index);
        return switch (this) {
            case TEXT -> "'" + value.toString().replace("'", "''") + "'";
            case TIMESTAMP -> "timestamp '" + value + "'";
            case TIMESTAMPTZ ->
                flavor.pick("timestamptz '", "timestamp with time zone '", "timestamp '")
                        + (flavor == Flavor.MARIADB ? value.toString().substring(0, 19) : value) + "'";
            case DATE -> "date '" + value + "'";
            case UUID -> flavor.pick("uuid ", "uuid ", "") + "'" + value + "'";
            case BYTES -> flavor.isPostgres() ? "bytea '\\x" + value + "'" : "x'" + value + "'";
            case DOUBLE ->
                "cast(" + new BigDecimal(value.toString()).toPlainString()
                        + flavor.pick(" as double precision)", " as double precision)", " as double)");
            case INT, BIGINT, NUMERIC, BOOLEAN -> String.valueOf(value);
        };
    }

    /** Binds one of the values; a negative index is NULL. */
    void bind(PreparedStatement statement, int position, int index) throws SQLException {
        if (index < 0) {
            statement.setNull(position, sqlType);
            return;
        }
        Object value = value(index);
        switch (this) {
            case INT -> statement.setInt(position, (Integer) value);
            case BIGINT -> statement.setLong(position, (Long) value);
            case TEXT -> statement.setString(position, (String) value);
            case NUMERIC -> statement.setBigDecimal(position, (BigDecimal) value);
            case BOOLEAN -> statement.setBoolean(position, (Boolean) value);
            case TIMESTAMP -> statement.setTimestamp(position, Timestamp.valueOf((String) value));
            case TIMESTAMPTZ -> statement.setObject(position, java.time.OffsetDateTime.parse(iso((String) value)));
            case DATE -> statement.setDate(position, Date.valueOf((String) value));
            case UUID -> statement.setObject(position, java.util.UUID.fromString((String) value));
            case BYTES -> statement.setBytes(position, HexFormat.of().parseHex((String) value));
            case DOUBLE -> statement.setDouble(position, (Double) value);
        }
    }

    /** Reads a column as an application that knows its type would. */
    @Nullable
    Object read(ResultSet rows, int column) throws SQLException {
        return switch (this) {
            case INT -> rows.getInt(column);
            case BIGINT -> rows.getLong(column);
            case TEXT -> rows.getString(column);
            case NUMERIC -> rows.getBigDecimal(column);
            case BOOLEAN -> rows.getBoolean(column);
            case TIMESTAMP -> rows.getObject(column, java.time.LocalDateTime.class);
            case TIMESTAMPTZ -> rows.getObject(column, java.time.OffsetDateTime.class);
            case DATE -> rows.getDate(column);
            case UUID -> rows.getObject(column, UUID.class);
            case BYTES -> rows.getBytes(column);
            case DOUBLE -> rows.getDouble(column);
        };
    }

    private static String iso(String value) {
        return value.replace(' ', 'T') + ":00";
    }
}
