package io.larder.integration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A DataSource of the database's own driver whose calls can be held up or made to fail, so that races and broken connections
 * happen by order and not by luck. Only calls of the application's are seen, not those that Larder makes on what it unwraps.
 */
final class Interceptions {
    /** What happens instead of a call of the driver. */
    interface Interception {
        @Nullable
        Object around(Call call) throws Throwable;
    }

    /** The call itself. */
    interface Call {
        @Nullable
        Object proceed() throws Throwable;
    }

    private final Map<String, Interception> interceptions = new ConcurrentHashMap<>();
    private final String url;

    Interceptions(String url) {
        this.url = url;
    }

    /** From now on does this at every call of a method of that name. */
    void intercept(String method, Interception interception) {
        interceptions.put(method, interception);
    }

    void stop(String method) {
        interceptions.remove(method);
    }

    /** Returns a gate before which the next call of that name stops. */
    Gate before(String method) {
        Gate gate = new Gate();
        intercept(method, call -> {
            stop(method);
            gate.pass();
            return call.proceed();
        });
        return gate;
    }

    /** Returns a gate at which the next call of that name stops when the driver has done it. */
    Gate after(String method) {
        Gate gate = new Gate();
        intercept(method, call -> {
            stop(method);
            Object result = call.proceed();
            gate.pass();
            return result;
        });
        return gate;
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                Interceptions.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return proxy(Connection.class, DriverManager.getConnection(url));
                    }
                    throw new SQLException("not needed here: " + method);
                });
    }

    private Object proxy(Class<?> type, Object target) {
        return Proxy.newProxyInstance(
                Interceptions.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> invoke(target, method, arguments));
    }

    private @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        Interception interception = interceptions.get(method.getName());
        Call call = () -> call(target, method, arguments);
        Object result = interception == null ? call.proceed() : interception.around(call);
        Class<?> type = method.getReturnType();
        boolean seen = type == Statement.class || type == PreparedStatement.class || type == CallableStatement.class;
        return seen && result != null && target instanceof Connection ? proxy(type, result) : result;
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
