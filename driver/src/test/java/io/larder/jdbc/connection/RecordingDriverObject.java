package io.larder.jdbc.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays an object of a database's driver: remembers each call, and answers with a sample value or one exception. */
final class RecordingDriverObject implements InvocationHandler {

    /** One call, and what was answered. */
    record Call(
            Method method,
            List<@Nullable Object> arguments,
            @Nullable Object answer) {}

    private final List<Call> calls = new ArrayList<>();
    private @Nullable Exception refusal;

    <T> T as(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
    }

    void refuseWith(Exception exception) {
        refusal = exception;
    }

    void forgetCalls() {
        calls.clear();
    }

    List<Call> calls() {
        return calls;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Exception {
        Object answer = SampleValues.of(method.getReturnType(), 7);
        List<@Nullable Object> copy = new ArrayList<>();
        if (arguments != null) {
            for (Object argument : arguments) {
                copy.add(argument);
            }
        }
        calls.add(new Call(method, copy, answer));
        if (refusal != null) {
            throw refusal;
        }
        return answer;
    }
}
