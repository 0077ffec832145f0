package io.larder.integration;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.sql.BatchUpdateException;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How values are written down: all that an application can see of them, and nothing that is particular to one run. */
public final class Notation {
    /** Objects of JDBC are known by what they are for; their classes are the driver's affair, or ours. */
    private static final List<Class<?>> JDBC = List.of(
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            Connection.class,
            DatabaseMetaData.class,
            ResultSetMetaData.class,
            ParameterMetaData.class,
            Blob.class,
            Clob.class,
            SQLXML.class,
            RowId.class);

    private static final Pattern CONNECTION_NUMBER = Pattern.compile("\\(conn=\\d+\\)");
    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{5,8}\\b");

    private Notation() {}

    static String of(@Nullable Object value) throws SQLException, IOException {
        if (value == null) {
            return "null";
        }
        if (value instanceof Throwable failure) {
            return failure(failure);
        }
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Collection<?> elements) {
            return ofAll(elements);
        }
        if (value.getClass().isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
            return value.getClass().getSimpleName() + ofAll(elements);
        }
        if (value instanceof java.sql.Array array) {
            return "Array of " + array.getBaseType() + " " + array.getBaseTypeName() + " " + of(array.getArray());
        }
        if (value instanceof InputStream stream) {
            return "stream " + of(stream.readAllBytes());
        }
        if (value instanceof Reader reader) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return "reader " + text;
        }
        for (Class<?> type : JDBC) {
            if (type.isInstance(value)) {
                return "a " + type.getSimpleName();
            }
        }
        return value.getClass().getName() + " " + value;
    }

    private static String ofAll(Collection<?> elements) throws SQLException, IOException {
        List<String> parts = new ArrayList<>();
        for (Object element : elements) {
            parts.add(element instanceof String text ? text : of(element));
        }
        return parts.toString();
    }

    /** A failure or warning with its causes and those that come next. */
    static String failure(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.getClass().getName());
        if (failure instanceof SQLException sql) {
            text.append(" ").append(sql.getSQLState()).append(" ").append(sql.getErrorCode());
        }
        if (failure instanceof BatchUpdateException batch) {
            text.append(" counts ").append(counts(batch));
        }
        // What is null, the JVM says at first and later not.
        if (!(failure instanceof NullPointerException)) {
            // MariaDB's connector puts the number of its connection in front.
            text.append(": ").append(String.valueOf(failure.getMessage()).replaceFirst("^\\(conn=\\d+\\) ", ""));
        }
        if (failure.getCause() != null) {
            text.append(", caused by ").append(failure(failure.getCause()));
        }
        Throwable next = failure instanceof SQLWarning warning
                ? warning.getNextWarning()
                : failure instanceof SQLException sql ? sql.getNextException() : null;
        if (next != null) {
            text.append(", then ").append(failure(next));
        }
        return IDENTITY.matcher(CONNECTION_NUMBER.matcher(text).replaceAll("(conn)"))
                .replaceAll("@");
    }

    private static String counts(BatchUpdateException failure) {
        String large = failure.getLargeUpdateCounts() == null
                ? "none"
                : Arrays.stream(failure.getLargeUpdateCounts())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(","));
        return Arrays.toString(failure.getUpdateCounts()) + " large " + large;
    }
}
