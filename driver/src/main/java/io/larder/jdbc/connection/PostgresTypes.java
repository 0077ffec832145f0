package io.larder.jdbc.connection;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.console.Console;
import io.larder.jdbc.statement.StatementRunner;
import io.larder.jdbc.transaction.TransactionScope;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.core.BaseConnection;

/** Whether connections and statements can be of the types of the driver that is on the class path. */
final class PostgresTypes {
    /** A driver to come may have methods that are not written here; its types are then reached by unwrapping only. */
    private static final boolean COMPLETE = implementsAll(PostgresConnection.class, BaseConnection.class)
            && implementsAll(PostgresStatement.class, PGStatement.class);

    private PostgresTypes() {}

    /** Returns the connection with the cache around it, of the driver's types if it was of them itself. */
    static CachingConnection connection(
            Connection driverConnection,
            CachedDatabase database,
            Session session,
            TransactionScope transaction,
            StatementRunner runner,
            Console console)
            throws SQLException {
        return COMPLETE && driverConnection instanceof PGConnection
                ? new PostgresConnection(driverConnection, database, session, transaction, runner, console)
                : new CachingConnection(driverConnection, database, session, transaction, runner, console);
    }

    private static boolean implementsAll(Class<?> ours, Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .allMatch(method -> {
                    try {
                        return !Modifier.isAbstract(ours.getMethod(method.getName(), method.getParameterTypes())
                                .getModifiers());
                    } catch (NoSuchMethodException missing) {
                        return false;
                    }
                });
    }
}
