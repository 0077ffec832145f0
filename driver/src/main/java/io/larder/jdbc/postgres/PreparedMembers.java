package io.larder.jdbc.postgres;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.CachedQuery;
import org.postgresql.core.Oid;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.jdbc.PgStatement;

/**
 * What pgjdbc knows of a text that it may have prepared on the server: how often it was executed, under which name and for
 * which types of parameters it is prepared, whether its columns are known. All of it is private to pgjdbc.
 *
 * <p>Thread-safe as far as pgjdbc's own objects are. The handles are constants, so that a call through them costs what a
 * direct call costs.
 */
final class PreparedMembers {
    private static final @Nullable Class<?> PREPARED_STATEMENT = find("org.postgresql.jdbc.PgPreparedStatement");
    private static final @Nullable Class<?> SIMPLE_QUERY = find("org.postgresql.core.v3.SimpleQuery");
    private static final @Nullable Class<?> EXECUTOR = find("org.postgresql.core.v3.QueryExecutorImpl");

    private static final @Nullable MethodHandle CACHED_QUERY =
            field(PREPARED_STATEMENT, "preparedQuery", MethodType.methodType(CachedQuery.class, PgStatement.class));
    private static final @Nullable MethodHandle PARAMETERS = field(
            PREPARED_STATEMENT, "preparedParameters", MethodType.methodType(ParameterList.class, PgStatement.class));
    private static final @Nullable MethodHandle FORCES_BINARY = method(
            PgStatement.class, "getForceBinaryTransfer", MethodType.methodType(boolean.class, PgStatement.class));
    private static final @Nullable MethodHandle STATEMENT_NAME =
            method(SIMPLE_QUERY, "getStatementName", MethodType.methodType(String.class, Query.class));
    private static final @Nullable MethodHandle COLUMNS =
            method(SIMPLE_QUERY, "getFields", MethodType.methodType(Object.class, Query.class));
    private static final @Nullable MethodHandle PREPARED_FOR = method(
            SIMPLE_QUERY,
            "isPreparedFor",
            MethodType.methodType(boolean.class, Query.class, int[].class, short.class),
            int[].class,
            short.class);
    private static final @Nullable MethodHandle PREPARED_TYPES =
            method(SIMPLE_QUERY, "getPrepareTypes", MethodType.methodType(int[].class, Query.class));
    private static final @Nullable MethodHandle DEALLOCATIONS =
            field(EXECUTOR, "deallocateEpoch", MethodType.methodType(short.class, QueryExecutor.class));

    private PreparedMembers() {}

    /** Returns whether this version of pgjdbc has them all. */
    static boolean present() {
        return CACHED_QUERY != null
                && PARAMETERS != null
                && FORCES_BINARY != null
                && STATEMENT_NAME != null
                && COLUMNS != null
                && PREPARED_FOR != null
                && PREPARED_TYPES != null
                && DEALLOCATIONS != null;
    }

    /** Asked of the class: that an object does not have an interface takes the JVM ten times as long to find out. */
    static boolean isPrepared(PgStatement statement) {
        return PREPARED_STATEMENT != null && PREPARED_STATEMENT.isInstance(statement);
    }

    /** Returns the text of a PreparedStatement, which all statements of that text on one connection share in turn. */
    static CachedQuery cachedQuery(PgStatement prepared) {
        try {
            return (CachedQuery) present(CACHED_QUERY).invokeExact(prepared);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Returns whether the driver asks for the columns before the first execution, so as to get that in binary. */
    static boolean forcesBinary(PgStatement statement) {
        try {
            return (boolean) present(FORCES_BINARY).invokeExact(statement);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Returns whether it is a single statement, whose state can be asked for. */
    static boolean isSimple(Query query) {
        return SIMPLE_QUERY != null && SIMPLE_QUERY.isInstance(query);
    }

    static boolean isNamed(Query query) {
        try {
            return (@Nullable String) present(STATEMENT_NAME).invokeExact(query) != null;
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    static boolean knowsColumns(Query query) {
        try {
            return (@Nullable Object) present(COLUMNS).invokeExact(query) != null;
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Returns whether the server has the text prepared for parameters of the types that are bound now. */
    static boolean isPreparedAsBound(Query query, PgStatement prepared, QueryExecutor executor) {
        try {
            ParameterList parameters = (ParameterList) present(PARAMETERS).invokeExact(prepared);
            short deallocations = (short) present(DEALLOCATIONS).invokeExact(executor);
            return (boolean) present(PREPARED_FOR).invokeExact(query, parameters.getTypeOIDs(), deallocations);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /**
     * Returns whether the text was prepared at some time and a parameter of unknown type is bound: an execution that does
     * not prepare then takes the type for what it was.
     */
    static boolean resolvesTypes(Query query, PgStatement prepared) {
        try {
            return (int @Nullable []) present(PREPARED_TYPES).invokeExact(query) != null
                    && anyUnspecified((ParameterList) present(PARAMETERS).invokeExact(prepared));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static boolean anyUnspecified(ParameterList parameters) {
        for (int type : parameters.getTypeOIDs()) {
            if (type == Oid.UNSPECIFIED) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Class<?> find(String name) {
        try {
            return Class.forName(name, false, PgStatement.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static @Nullable MethodHandle field(@Nullable Class<?> owner, String name, MethodType type) {
        try {
            if (owner == null) {
                return null;
            }
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return MethodHandles.lookup().unreflectGetter(field).asType(type);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable MethodHandle method(
            @Nullable Class<?> owner, String name, MethodType type, Class<?>... parameters) {
        try {
            if (owner == null) {
                return null;
            }
            Method method = owner.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method).asType(type);
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

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }
}
