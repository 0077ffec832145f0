package io.larder.jdbc.postgres;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.SqlCommandType;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgArray;
import org.postgresql.jdbc.PgResultSet;
import org.postgresql.jdbc.PgStatement;
import org.postgresql.jdbc.ResultWrapper;

/**
 * The members of pgjdbc that Larder needs and cannot compile against: protected ones, and those whose types changed (the
 * length of a {@link Field} is an int up to 42.7.8 and a short from then on).
 *
 * <p>Thread-safe. The handles are constants, so that a call through them costs what a direct call costs.
 */
final class DriverMembers {
    private static final MethodType FIELD_CONSTRUCTOR =
            MethodType.methodType(Field.class, String.class, int.class, int.class, int.class, int.class, int.class);

    private static final @Nullable MethodHandle NEW_FIELD = newField();
    private static final @Nullable MethodHandle FIELD_LENGTH = fieldLength();
    private static final @Nullable MethodHandle FIELDS = getter(PgResultSet.class, "fields", Field[].class);
    private static final @Nullable MethodHandle ROWS = getter(PgResultSet.class, "rows", List.class);
    private static final @Nullable MethodHandle CURSOR = getter(PgResultSet.class, "cursor", Object.class);
    private static final @Nullable MethodHandle CLOSE_FOR_NEXT_EXECUTION = closeForNextExecutionOfStatement();
    private static final @Nullable MethodHandle NEW_RESULT = newResult();
    private static final @Nullable MethodHandle SET_RESULT = resultSetter("result");
    private static final @Nullable MethodHandle SET_FIRST_UNCLOSED_RESULT = resultSetter("firstUnclosedResult");
    private static final @Nullable MethodHandle ARRAY_CONNECTION =
            getter(PgArray.class, "connection", BaseConnection.class);
    private static final @Nullable MethodHandle ARRAY_TYPE = getter(PgArray.class, "oid", int.class);

    private DriverMembers() {}

    /** Returns whether this version of pgjdbc has them all. */
    static boolean present() {
        return NEW_FIELD != null
                && FIELD_LENGTH != null
                && FIELDS != null
                && ROWS != null
                && CURSOR != null
                && CLOSE_FOR_NEXT_EXECUTION != null
                && NEW_RESULT != null
                && SET_RESULT != null
                && SET_FIRST_UNCLOSED_RESULT != null
                && ARRAY_CONNECTION != null
                && ARRAY_TYPE != null;
    }

    static Field[] fields(PgResultSet resultSet) {
        return call(() -> (Field[]) present(FIELDS).invokeExact(resultSet));
    }

    /** Returns the rows of the current page; null if the result is closed. */
    @SuppressWarnings("unchecked")
    static @Nullable List<Tuple> rows(PgResultSet resultSet) {
        return call(() -> (List<Tuple>) (List<?>) present(ROWS).invokeExact(resultSet));
    }

    /** Returns whether more rows are to be fetched from the server. */
    static boolean paged(PgResultSet resultSet) {
        return call(() -> (Object) present(CURSOR).invokeExact(resultSet)) != null;
    }

    /** Makes a result the one that the statement's last execution gave. */
    static void setResult(PgStatement statement, ResultSet rows) {
        call(() -> {
            ResultWrapper result = (ResultWrapper) present(NEW_RESULT).invokeExact(rows);
            present(SET_RESULT).invokeExact(statement, result);
            present(SET_FIRST_UNCLOSED_RESULT).invokeExact(statement, result);
            return result;
        });
    }

    /** Ends the results, generated keys and warnings of the statement's last execution, as each execution does first. */
    static void closeForNextExecution(PgStatement statement) throws SQLException {
        try {
            present(CLOSE_FOR_NEXT_EXECUTION).invokeExact(statement);
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a method that declares SQLException only", e);
        }
    }

    /** Returns the connection that an array came by; null if it was freed. */
    static @Nullable BaseConnection connection(PgArray array) {
        return call(() -> (BaseConnection) present(ARRAY_CONNECTION).invokeExact(array));
    }

    static int type(PgArray array) {
        return call(() -> (int) present(ARRAY_TYPE).invokeExact(array));
    }

    static int length(Field field) {
        return call(() -> (int) present(FIELD_LENGTH).invokeExact(field));
    }

    static Field newField(String label, int type, int length, int modifier, int table, int position) {
        return call(() -> (Field) present(NEW_FIELD).invokeExact(label, type, length, modifier, table, position));
    }

    private static @Nullable MethodHandle newField() {
        MethodHandle ofShort = newField(short.class);
        return ofShort != null ? ofShort : newField(int.class);
    }

    private static @Nullable MethodHandle newField(Class<?> length) {
        MethodType type = FIELD_CONSTRUCTOR.changeParameterType(2, length).changeReturnType(void.class);
        try {
            MethodHandle constructor = MethodHandles.lookup().findConstructor(Field.class, type);
            return MethodHandles.explicitCastArguments(constructor, FIELD_CONSTRUCTOR);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static @Nullable MethodHandle fieldLength() {
        try {
            MethodHandle length = MethodHandles.lookup().unreflect(Field.class.getMethod("getLength"));
            return length.asType(MethodType.methodType(int.class, Field.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable MethodHandle closeForNextExecutionOfStatement() {
        try {
            Method close = PgStatement.class.getDeclaredMethod("closeForNextExecution");
            close.setAccessible(true);
            return MethodHandles.lookup().unreflect(close).asType(MethodType.methodType(void.class, PgStatement.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable MethodHandle getter(Class<?> owner, String name, Class<?> type) {
        try {
            java.lang.reflect.Field field = owner.getDeclaredField(name);
            ((AccessibleObject) field).setAccessible(true);
            MethodHandle getter = MethodHandles.lookup().unreflectGetter(field);
            return getter.asType(MethodType.methodType(type, owner));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** pgjdbc 42.7.0 wants to know by which kind of statement it came. */
    private static @Nullable MethodHandle newResult() {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodType type = MethodType.methodType(void.class, ResultSet.class);
        try {
            return lookup.findConstructor(ResultWrapper.class, type);
        } catch (ReflectiveOperationException e) {
            try {
                MethodHandle typed =
                        lookup.findConstructor(ResultWrapper.class, type.appendParameterTypes(SqlCommandType.class));
                return MethodHandles.insertArguments(typed, 1, SqlCommandType.SELECT);
            } catch (ReflectiveOperationException unknown) {
                return null;
            }
        }
    }

    private static @Nullable MethodHandle resultSetter(String name) {
        try {
            java.lang.reflect.Field field = PgStatement.class.getDeclaredField(name);
            ((AccessibleObject) field).setAccessible(true);
            MethodHandle setter = MethodHandles.lookup().unreflectSetter(field);
            return setter.asType(MethodType.methodType(void.class, PgStatement.class, ResultWrapper.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static MethodHandle present(@Nullable MethodHandle handle) {
        if (handle == null) {
            throw new IllegalStateException("asked for members that this version of pgjdbc does not have");
        }
        return handle;
    }

    private static <T extends @Nullable Object> T call(Call<T> call) {
        try {
            return call.call();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a getter or constructor that declares no exception", e);
        }
    }

    private interface Call<T extends @Nullable Object> {
        T call() throws Throwable;
    }
}
