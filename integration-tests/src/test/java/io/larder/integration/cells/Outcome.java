package io.larder.integration.cells;

import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a call gave or threw, in full, as a text that can be compared. */
final class Outcome {
    private static final int LONGEST = 400;
    private static final Pattern H2_NUMBER = Pattern.compile("^[a-z]+[0-9]+: ");

    /** MariaDB's connector puts it before its messages. */
    private static final Pattern CONNECTION_NUMBER = Pattern.compile("\\(conn=[0-9]+\\)");

    private Outcome() {}

    static String of(Callable<@Nullable Object> call) {
        String outcome;
        try {
            outcome = value(call.call());
        } catch (InvocationTargetException e) {
            outcome = thrown(e.getCause());
        } catch (Exception e) {
            // Streams and large objects convert when they are read.
            outcome = "read " + thrown(e);
        }
        outcome = CONNECTION_NUMBER.matcher(outcome).replaceAll("(conn)");
        return outcome.length() <= LONGEST
                ? outcome
                : outcome.substring(0, LONGEST) + "… " + outcome.length() + " " + outcome.hashCode();
    }

    private static String thrown(@Nullable Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            text.append(t == thrown ? "! " : " caused by ")
                    .append(t.getClass().getName())
                    .append(' ')
                    .append(t.getMessage());
            if (t instanceof SQLException failure) {
                text.append(' ').append(failure.getSQLState()).append(' ').append(failure.getErrorCode());
                for (SQLException next = failure.getNextException(); next != null; next = next.getNextException()) {
                    text.append(" next ").append(next);
                }
            }
        }
        return text.toString();
    }

    private static String value(@Nullable Object value) throws Exception {
        return value == null ? "null" : driversClass(value).getName() + ' ' + content(value);
    }

    /** Arrays of the driver's are given in a class of Larder's own, which extends the driver's. */
    private static Class<?> driversClass(Object value) {
        Class<?> type = value.getClass();
        return type.getName().startsWith("io.larder.") && type.getSuperclass() != Object.class
                ? type.getSuperclass()
                : type;
    }

    private static String content(Object value) throws Exception {
        if (value instanceof InputStream stream) {
            return bytes(stream.readAllBytes());
        }
        if (value instanceof Reader reader) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        }
        if (value instanceof Blob blob) {
            return blob.length() + " " + bytes(blob.getBytes(1, (int) blob.length()));
        }
        if (value instanceof Clob clob) {
            return clob.length() + " " + clob.getSubString(1, (int) clob.length());
        }
        if (value instanceof Array array) {
            return array.getBaseTypeName()
                    + ' '
                    + array.getBaseType()
                    + ' '
                    + unnumbered(array)
                    + ' '
                    + deep(array.getArray());
        }
        return value instanceof SQLXML xml ? xml.getString() : plain(value);
    }

    private static String bytes(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** H2 numbers its objects, through all connections. */
    private static String unnumbered(Object value) {
        return H2_NUMBER.matcher(value.toString()).replaceFirst("");
    }

    private static String plain(Object value) throws Exception {
        if (value instanceof Ref ref) {
            return ref.getBaseTypeName() + ' ' + ref;
        }
        if (value instanceof RowId id) {
            return bytes(id.getBytes());
        }
        if (value instanceof Struct struct) {
            return struct.getSQLTypeName() + ' ' + Arrays.deepToString(struct.getAttributes());
        }
        if (value instanceof ResultSet rows) {
            StringBuilder text = new StringBuilder();
            while (rows.next()) {
                text.append(rows.getString(1)).append(';');
            }
            return text.toString();
        }
        if (value instanceof java.util.Date date) {
            return date + " " + date.getTime();
        }
        return value.getClass().isArray() ? deep(value) : unnumbered(value) + typeName(value);
    }

    /** A vendor's object says more than its toString(), and may live in another class loader. */
    private static String typeName(Object value) throws ReflectiveOperationException {
        return Arrays.stream(value.getClass().getMethods())
                        .anyMatch(method -> method.getName().equals("getType") && method.getParameterCount() == 0)
                ? " of " + value.getClass().getMethod("getType").invoke(value)
                : "";
    }

    private static String deep(@Nullable Object array) throws Exception {
        if (!(array instanceof Object[] elements)) {
            return Arrays.deepToString(new @Nullable Object[] {array});
        }
        StringBuilder text = new StringBuilder(array.getClass().getName()).append('{');
        for (Object element : elements) {
            text.append(value(element)).append(';');
        }
        return text.append('}').toString();
    }
}
