package io.larder.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.larder.jdbc.connection.DelegateGenerator.Delegate;
import io.larder.jdbc.connection.RecordingDriverObject.Call;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every method of the generated classes says to the delegate what it was told, and gives back what it got. */
class DelegatesForwardTest {

    private final RecordingDriverObject driver = new RecordingDriverObject();

    @Test
    void noMethodOfJava17IsMissing() throws Exception {
        int methods = 0;
        for (Delegate delegate : Delegate.values()) {
            Class<?> generated = Class.forName(getClass().getPackageName() + "." + delegate.className());
            for (Method method : delegate.methods()) {
                assertThat(generated.getDeclaredMethod(method.getName(), method.getParameterTypes()))
                        .as(method.toString())
                        .isNotNull();
                methods++;
            }
        }

        // 661 that the interfaces declare, and unwrap and isWrapperFor in the four classes that extend no other.
        assertThat(methods).isEqualTo(669);
    }

    @ParameterizedTest
    @EnumSource(Delegate.class)
    void theSameOverloadIsReachedWithTheSameArguments(Delegate delegate) throws Exception {
        Object subject = subject(delegate);
        for (Method method : delegate.methods()) {
            Object[] arguments = SampleValues.arguments(method);
            driver.forgetCalls();

            method.invoke(subject, arguments);

            assertThat(driver.calls()).as(method.toString()).hasSize(1);
            Call call = driver.calls().get(0);
            assertThat(call.method()).isEqualTo(method);
            Class<?>[] types = method.getParameterTypes();
            for (int i = 0; i < types.length; i++) {
                assertSameValue(types[i], call.arguments().get(i), arguments[i], method);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Delegate.class)
    void theReturnedValueComesBackIdentically(Delegate delegate) throws Exception {
        Object subject = subject(delegate);
        for (Method method : delegate.methods()) {
            driver.forgetCalls();

            Object returned = method.invoke(subject, SampleValues.arguments(method));

            assertSameValue(
                    method.getReturnType(), returned, driver.calls().get(0).answer(), method);
        }
    }

    @ParameterizedTest
    @EnumSource(Delegate.class)
    void theDriversExceptionComesOutAsTheSameObject(Delegate delegate) {
        Object subject = subject(delegate);
        for (Method method : delegate.methods()) {
            Exception refusal = refusal(method);
            driver.refuseWith(refusal);

            Throwable thrown = catchThrowable(() -> method.invoke(subject, SampleValues.arguments(method)));

            assertThat(thrown)
                    .as(method.toString())
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isSameAs(refusal);
        }
    }

    /**
     * Returns an object whose class adds nothing to the generated one. Its methods are the generated ones, whatever the
     * hand-written classes in between override: a generated class overrides all that its own interface declares.
     */
    private Object subject(Delegate delegate) {
        return switch (delegate) {
            case CONNECTION -> new DelegatingConnection(driver.as(Connection.class)) {};
            case STATEMENT -> new DelegatingStatement(driver.as(Statement.class)) {};
            case PREPARED_STATEMENT ->
                new DelegatingPreparedStatement(nobody(), driver.as(PreparedStatement.class), nobody()) {};
            case CALLABLE_STATEMENT ->
                new DelegatingCallableStatement(
                        nobody(), driver.as(CallableStatement.class), nobody(), "{call nothing}") {};
            case RESULT_SET -> new DelegatingResultSet(driver.as(ResultSet.class)) {};
            case DATABASE_META_DATA -> new DelegatingDatabaseMetaData(driver.as(DatabaseMetaData.class)) {};
        };
    }

    /** Stands for what only the hand-written superclasses use, and forwarding must not. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nobody() {
        return null;
    }

    private static Exception refusal(Method method) {
        Class<?>[] declared = method.getExceptionTypes();
        if (declared.length == 0) {
            return new IllegalStateException("refused");
        }
        return Arrays.asList(declared).contains(SQLClientInfoException.class)
                ? new SQLClientInfoException()
                : new SQLException("refused", "XX000");
    }

    private static void assertSameValue(
            Class<?> type, @Nullable Object actual, @Nullable Object expected, Method method) {
        if (type.isPrimitive()) {
            assertThat(actual).as(method.toString()).isEqualTo(expected);
        } else {
            assertThat(actual).as(method.toString()).isSameAs(expected);
        }
    }
}
