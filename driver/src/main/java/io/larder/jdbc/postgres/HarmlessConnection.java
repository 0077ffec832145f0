package io.larder.jdbc.postgres;

import io.larder.jdbc.database.DriverAccess;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.largeobject.LargeObjectManager;

/**
 * The driver's connection behind a door that reports when somebody goes where Larder cannot follow: fastpath calls, the
 * driver's inner parts. COPY is announced as the statement that it is. Notifications, settings of the driver, replication
 * and the like pass unreported. So do large objects: no answer that is kept depends on them.
 *
 * <p>It is also a {@link BaseConnection}, because applications cast what they unwrapped; all of its methods but those
 * listed here are reported, methods of later versions included. As a {@link Connection} it is the one that the application
 * has.
 */
final class HarmlessConnection implements InvocationHandler {
    private static final Set<String> HARMLESS = Set.of(
            "addDataType",
            "addTimerTask",
            "binaryTransferSend",
            "cancelQuery",
            "encodeString",
            "escapeIdentifier",
            "escapeLiteral",
            "escapeString",
            "getAdaptiveFetch",
            "getAutosave",
            "getBackendPID",
            "getConvertBooleanToNumeric",
            "getDefaultFetchSize",
            "getEncoding",
            "getFieldMetadataCache",
            "getLogServerErrorDetail",
            "getLogger",
            "getNotifications",
            "getObject",
            "getParameterStatus",
            "getParameterStatuses",
            "getPreferQueryMode",
            "getPrepareThreshold",
            "getQueryTimeout",
            "getReplicationAPI",
            "getStandardConformingStrings",
            "getStringVarcharFlag",
            "getTimestampUtils",
            "getTransactionState",
            "getTypeInfo",
            "getXmlFactoryFactory",
            "haveMinimumServerVersion",
            "hintReadOnly",
            "isColumnSanitiserDisabled",
            "purgeTimerTasks",
            "setAdaptiveFetch",
            "setAutosave",
            "setDefaultFetchSize",
            "setFlushCacheOnDeallocate",
            "setPrepareThreshold",
            "setQueryTimeout");

    private final BaseConnection connection;
    private final DriverAccess access;
    private @Nullable CopyManager copies;
    private @Nullable LargeObjectManager largeObjects;

    private HarmlessConnection(BaseConnection connection, DriverAccess access) {
        this.connection = connection;
        this.access = access;
    }

    static BaseConnection of(BaseConnection connection, DriverAccess access) {
        return (BaseConnection) Proxy.newProxyInstance(
                BaseConnection.class.getClassLoader(),
                new Class<?>[] {BaseConnection.class},
                new HarmlessConnection(connection, access));
    }

    @Override
    @SuppressWarnings("NullAway") // does not see that the lambdas may return null
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Class<?> owner = method.getDeclaringClass();
        if (owner == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        if (owner.isAssignableFrom(Connection.class)) {
            return call(access.application(), method, arguments);
        }
        return switch (method.getName()) {
            case "createArrayOf" -> WatchedArray.of((Array) call(connection, method, arguments), access);
            case "getCopyAPI" -> copies();
            case "getLargeObjectAPI" -> largeObjects();
            case "alterUserPassword" -> access.run("ALTER USER", () -> checked(method, arguments));
            case "execSQLUpdate" -> access.run(text(arguments), () -> checked(method, arguments));
            default -> reported(method, arguments);
        };
    }

    private @Nullable Object reported(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (!HARMLESS.contains(method.getName())) {
            access.uncontrolled();
        }
        return call(connection, method, arguments);
    }

    private synchronized CopyManager copies() throws SQLException {
        if (copies == null || connection.isClosed()) {
            // The driver's own tells a closed connection.
            connection.getCopyAPI();
            copies = new WatchedCopies(connection, access);
        }
        return copies;
    }

    private synchronized LargeObjectManager largeObjects() throws SQLException {
        if (largeObjects == null || connection.isClosed()) {
            connection.getLargeObjectAPI();
            largeObjects = new WatchedLargeObjects(connection, access);
        }
        return largeObjects;
    }

    private static String text(@Nullable Object @Nullable [] arguments) {
        return arguments != null && arguments[0] instanceof String sql ? sql : "";
    }

    /** For methods that declare no other exception. */
    private @Nullable Object checked(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        try {
            return call(connection, method, arguments);
        } catch (SQLException | RuntimeException | Error expected) {
            throw expected;
        } catch (Throwable undeclared) {
            throw new AssertionError(undeclared);
        }
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private Object ofObject(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        if (method.getName().equals("equals")) {
            return arguments != null && arguments[0] == proxy;
        }
        return method.getName().equals("hashCode") ? System.identityHashCode(proxy) : connection.toString();
    }
}
