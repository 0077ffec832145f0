package io.larder.jdbc.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * The driver's connection behind a door that reports when somebody goes where Larder cannot follow: COPY, large objects,
 * fastpath calls, statements. Notifications, settings of the driver and the like pass unreported.
 *
 * <p>It is also a {@link BaseConnection}, because applications cast what they unwrapped; all of its methods but those
 * listed here are reported, methods of later versions included.
 */
final class HarmlessConnection implements InvocationHandler {
    private static final Set<String> HARMLESS = Set.of(
            "addDataType",
            "cancelQuery",
            "createArrayOf",
            "escapeIdentifier",
            "escapeLiteral",
            "getAdaptiveFetch",
            "getAutosave",
            "getBackendPID",
            "getDefaultFetchSize",
            "getNotifications",
            "getParameterStatus",
            "getParameterStatuses",
            "getPreferQueryMode",
            "getPrepareThreshold",
            "getQueryTimeout",
            "isClosed",
            "isValid",
            "isWrapperFor",
            "setAdaptiveFetch",
            "setAutosave",
            "setDefaultFetchSize",
            "setPrepareThreshold",
            "setQueryTimeout");

    private final BaseConnection connection;
    private final Runnable onUncontrolledAccess;

    private HarmlessConnection(BaseConnection connection, Runnable onUncontrolledAccess) {
        this.connection = connection;
        this.onUncontrolledAccess = onUncontrolledAccess;
    }

    static BaseConnection of(BaseConnection connection, Runnable onUncontrolledAccess) {
        return (BaseConnection) Proxy.newProxyInstance(
                BaseConnection.class.getClassLoader(),
                new Class<?>[] {BaseConnection.class},
                new HarmlessConnection(connection, onUncontrolledAccess));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        if (!HARMLESS.contains(method.getName())) {
            onUncontrolledAccess.run();
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
        if (method.getName().equals("equals")) {
            return arguments != null && arguments[0] == proxy;
        }
        return method.getName().equals("hashCode") ? System.identityHashCode(proxy) : connection.toString();
    }
}
