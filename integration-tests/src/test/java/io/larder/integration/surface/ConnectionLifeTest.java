package io.larder.integration.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.integration.TestDatabase;
import io.larder.integration.Transcript;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of a connection is the bare driver's, also where queries were served before. */
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"POSTGRESQL", "H2"})
class ConnectionLifeTest extends Surface {
    ConnectionLifeTest(TestDatabase database) {
        super(database);
    }

    @Test
    void timeoutsAndValidity() throws Exception {
        memorized((connection, notes) -> {
            Executor executor = Runnable::run;
            notes.see("timeout", connection::getNetworkTimeout);
            for (int millis : new int[] {5_000, -1, 0}) {
                notes.run("timeout " + millis, () -> connection.setNetworkTimeout(executor, millis));
                notes.see("timeout", connection::getNetworkTimeout);
            }
            notes.run("no executor", () -> connection.setNetworkTimeout(null, 1_000));
            for (int seconds : new int[] {-1, 0, 5}) {
                ask(connection, notes);
                notes.see("valid " + seconds, () -> connection.isValid(seconds));
            }
            connection.close();
            for (int seconds : new int[] {-1, 0, 5}) {
                notes.see("valid " + seconds, () -> connection.isValid(seconds));
            }
        });
    }

    @Test
    void clientInfo() throws Exception {
        memorized((connection, notes) -> {
            notes.see(
                    "all",
                    () -> connection.getClientInfo().stringPropertyNames().stream()
                            .sorted()
                            .toList());
            for (String name : new String[] {"ApplicationName", "ClientUser", "nonsense", ""}) {
                for (String value : new String[] {"it's", null, "x"}) {
                    notes.run(name + " = " + value, () -> connection.setClientInfo(name, value));
                    notes.see(name, () -> connection.getClientInfo(name));
                    ask(connection, notes);
                }
            }
            Properties properties = new Properties();
            properties.setProperty("ApplicationName", "larder");
            properties.setProperty("nonsense", "x");
            notes.run("properties", () -> connection.setClientInfo(properties));
            notes.see("all", () -> connection.getClientInfo().getProperty("ApplicationName"));
            connection.setAutoCommit(false);
            ask(connection, notes);
            notes.run("in a transaction", () -> connection.setClientInfo("ApplicationName", "y"));
            connection.rollback();
            if (isPostgres()) {
                notes.see("server", () -> rows(connection, "show application_name"));
            }
            connection.close();
            notes.run("closed", () -> connection.setClientInfo("ApplicationName", "z"));
            notes.run("closed", () -> connection.setClientInfo(properties));
            notes.see("closed", () -> connection.getClientInfo("ApplicationName"));
        });
    }

    @Test
    void holdabilityTypesAndNames() throws Exception {
        memorized((connection, notes) -> {
            notes.see("holdability", connection::getHoldability);
            for (int holdability :
                    new int[] {ResultSet.CLOSE_CURSORS_AT_COMMIT, ResultSet.HOLD_CURSORS_OVER_COMMIT, 9}) {
                notes.run("holdability " + holdability, () -> connection.setHoldability(holdability));
                notes.see("holdability", connection::getHoldability);
                notes.see("statement", () -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.getResultSetHoldability();
                    }
                });
                ask(connection, notes);
            }
            notes.see("types", connection::getTypeMap);
            Map<String, Class<?>> types = new HashMap<>();
            notes.run("no types", () -> connection.setTypeMap(types));
            types.put("fruit", String.class);
            notes.run("types", () -> connection.setTypeMap(types));
            notes.see("types", connection::getTypeMap);
            notes.run("null", () -> connection.setTypeMap(null));
            ask(connection, notes);
            for (String name : new String[] {null, "public", "PUBLIC", "nowhere", "it's", "information_schema"}) {
                notes.run("schema " + name, () -> connection.setSchema(name));
                notes.see("schema", connection::getSchema);
                ask(connection, notes);
            }
            for (String name : new String[] {null, "nowhere"}) {
                String before = connection.getCatalog();
                notes.run("catalog " + name, () -> connection.setCatalog(name));
                notes.see("catalog", () -> before.equals(connection.getCatalog()));
            }
        });
    }

    @Test
    void requestsAndShardingKeys() throws Exception {
        memorized((connection, notes) -> {
            notes.run("begin", connection::beginRequest);
            ask(connection, notes);
            notes.run("end", connection::endRequest);
            notes.run("key", () -> connection.setShardingKey(null));
            notes.run("keys", () -> connection.setShardingKey(null, null));
            notes.see("valid", () -> connection.setShardingKeyIfValid(null, 1));
            notes.see("valid", () -> connection.setShardingKeyIfValid(null, null, 1));
            ask(connection, notes);
        });
    }

    @Test
    void nativeSql() throws Exception {
        memorized((connection, notes) -> {
            for (String sql : new String[] {
                "select 1",
                "select {fn ucase('a')}, {d '2024-01-01'} from item where name = '{d'",
                "{call f(?)}",
                "{?= call f(?)}",
                "select {fn nonsense(1)}",
                "select {",
                "select 'it''s",
                ""
            }) {
                notes.see(sql, () -> connection.nativeSQL(sql));
            }
        });
    }

    @Test
    void objectsThatAreMade() throws Exception {
        memorized((connection, notes) -> {
            notes.see("blob", () -> connection.createBlob().getClass());
            notes.see("clob", () -> connection.createClob().getClass());
            notes.see("nclob", () -> connection.createNClob().getClass());
            notes.see("xml", () -> connection.createSQLXML().getClass());
            notes.see(
                    "struct",
                    () -> connection.createStruct("fruit", new Object[] {1}).getClass());
            notes.see(
                    "array",
                    () -> connection
                            .createArrayOf("integer", new Object[] {1, null})
                            .getArray());
            notes.rows(
                    "rows",
                    notes.see(
                            "rows of the array",
                            () -> connection
                                    .createArrayOf("integer", new Object[] {1, null})
                                    .getResultSet()));
            notes.see(
                    "bad array",
                    () -> connection.createArrayOf("nonsense", new Object[] {1}).getArray());
            notes.see("warnings", connection::getWarnings);
            notes.run("no warnings", connection::clearWarnings);
        });
    }

    @Test
    void anAbortedConnection() throws Exception {
        memorized((connection, notes) -> {
            connection.setAutoCommit(false);
            ask(connection, notes);
            notes.run("no executor", () -> connection.abort(null));
            notes.see("closed", connection::isClosed);
            notes.run("abort", () -> connection.abort(Runnable::run));
            notes.see("closed", connection::isClosed);
            notes.see("valid", () -> connection.isValid(1));
            notes.run("abort", () -> connection.abort(Runnable::run));
            ask(connection, notes);
            notes.run("commit", connection::commit);
        });
    }

    @Test
    void aClosedConnection() throws Exception {
        memorized((connection, notes) -> {
            ask(connection, notes);
            connection.close();
            notes.run("close", connection::close);
            methods(Connection.class)
                    .filter(method -> !method.getName().matches("abort|unwrap|isWrapperFor|setClientInfo"))
                    .forEach(method -> call(connection, method, notes));
        });
    }

    @Test
    void unwrapping() throws Exception {
        memorized((connection, notes) -> {
            for (Class<?> type : new Class<?>[] {null, String.class, List.class, Runnable.class, Statement.class}) {
                notes.see("is " + type, () -> connection.isWrapperFor(type));
                notes.see("unwrap " + type, () -> connection.unwrap(type));
                DatabaseMetaData meta = connection.getMetaData();
                notes.see("meta is " + type, () -> meta.isWrapperFor(type));
                notes.see("unwrap " + type, () -> meta.unwrap(type));
            }
            notes.see("connection", () -> connection.isWrapperFor(Connection.class));
            notes.see("connection", () -> connection.unwrap(Connection.class) == connection);
            notes.see("auto-closeable", () -> connection.isWrapperFor(AutoCloseable.class));
            connection.close();
            notes.see("closed", () -> connection.isWrapperFor(Connection.class));
            notes.see("closed", () -> connection.isWrapperFor(List.class));
            notes.see("closed", () -> connection.unwrap(List.class));
            notes.see("closed", () -> connection.unwrap(Connection.class) == connection);
        });
    }

    @Test
    void metaData() throws Exception {
        memorized((connection, notes) -> {
            DatabaseMetaData meta = connection.getMetaData();
            methods(DatabaseMetaData.class)
                    .filter(method -> method.getParameterCount() == 0)
                    .filter(method -> method.getReturnType() != Connection.class)
                    .forEach(method -> call(meta, method, notes));
            notes.see("connection", () -> meta.getConnection() == connection);
            for (ResultSet rows : List.of(
                    meta.getTables(null, null, "%tem", null),
                    meta.getColumns(null, null, "item", "%"),
                    meta.getPrimaryKeys(null, null, "item"),
                    meta.getTypeInfo(),
                    meta.getSchemas())) {
                notes.see(
                        "owner",
                        () -> rows.getStatement() == null || rows.getStatement().getConnection() == connection);
                notes.see("class of owner", () -> rows.getStatement() == null);
                notes.see("rows", () -> {
                    int count = 0;
                    while (rows.next()) {
                        count++;
                    }
                    return count > 0;
                });
                rows.close();
            }
            connection.close();
            methods(DatabaseMetaData.class)
                    .filter(method -> method.getParameterCount() == 0)
                    .filter(method -> method.getReturnType() != Connection.class)
                    .forEach(method -> call(meta, method, notes));
        });
    }

    @Test
    void severalThreadsUseOneConnection() throws Exception {
        Connection shared = larder("");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Object> reader : threads.invokeAll(Collections.nCopies(4, () -> lastSeen(shared)))) {
                assertThat(reader.get()).isEqualTo(rows(shared, ITEMS));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Object lastSeen(Connection shared) throws SQLException {
        Object last = "nothing";
        for (int time = 1; time <= 50; time++) {
            last = rows(shared, ITEMS);
            rows(shared, "select name from item where id = " + time % 3);
            run(shared, "update item set name = name where id = 2");
        }
        return last;
    }

    @Test
    void thePropertyInfoIsTheDriversAndOurs() throws SQLException {
        assertThat(propertiesOf(TestDatabase.withLarder(bareUrl())))
                .containsAll(propertiesOf(bareUrl()))
                .contains("larder.ttl");
    }

    private static List<String> propertiesOf(String url) throws SQLException {
        return Stream.of(DriverManager.getDriver(url).getPropertyInfo(url, new Properties()))
                .map(info -> info.name)
                .toList();
    }

    private static Stream<Method> methods(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::toString));
    }

    private static void call(Object target, Method method, Transcript notes) {
        Object given = notes.see(method.toString(), () -> {
            try {
                Object[] arguments = Stream.of(method.getParameterTypes())
                        .map(ConnectionLifeTest::sample)
                        .toArray();
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        });
        if (given instanceof ResultSet rows) {
            notes.rows(method.toString(), rows);
        }
    }

    private static @Nullable Object sample(Class<?> type) {
        if (type == int.class) {
            return 1;
        }
        if (type == boolean.class) {
            return true;
        }
        return type == String.class ? "select 1" : null;
    }
}
