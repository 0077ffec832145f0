package io.larder.jdbc.h2;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.h2.jdbc.JdbcResultSet;
import org.h2.jdbc.JdbcStatement;
import org.h2.message.TraceObject;

/**
 * What an execution does to a JdbcStatement, through members that H2 keeps to its own package. The handles are constants,
 * so that the JIT compiler sees through them; if H2 lacks a member, loading this class fails with a LinkageError.
 */
final class StatementAccess {
    /** {@code TraceObject.RESULT_SET}: the kind of object that trace numbers are counted for. */
    private static final int RESULT_SET = 4;

    private static final MethodHandle CLOSE_OLD_RESULT_SET;
    private static final MethodHandle SET_RESULT_SET;
    private static final MethodHandle NEXT_TRACE_ID;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Method close = JdbcStatement.class.getDeclaredMethod("closeOldResultSet");
            close.setAccessible(true);
            CLOSE_OLD_RESULT_SET = lookup.unreflect(close);
            Field resultSet = JdbcStatement.class.getDeclaredField("resultSet");
            resultSet.setAccessible(true);
            SET_RESULT_SET = lookup.unreflectSetter(resultSet);
            Method nextId = TraceObject.class.getDeclaredMethod("getNextId", int.class);
            nextId.setAccessible(true);
            NEXT_TRACE_ID = lookup.unreflect(nextId);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private StatementAccess() {}

    static int nextResultSetId() {
        try {
            return (int) NEXT_TRACE_ID.invokeExact(RESULT_SET);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Ends the results of the statement's last execution, as each execution does first. */
    static void closeOldResultSet(JdbcStatement statement) {
        try {
            CLOSE_OLD_RESULT_SET.invokeExact(statement);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    static void setResultSet(JdbcStatement statement, JdbcResultSet result) {
        try {
            SET_RESULT_SET.invokeExact(statement, result);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }
}
