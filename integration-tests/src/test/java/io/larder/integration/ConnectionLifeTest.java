package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of a connection is the bare driver's, also where queries were served before. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ConnectionLifeTest extends ConnectionStories {
    ConnectionLifeTest(TestDatabase database) throws SQLException {
        super(database);
    }

    @Test
    void timeoutsAndValidity() throws Exception {
        same((connection, seen) -> {
            Executor executor = Runnable::run;
            seen.see("timeout", connection::getNetworkTimeout);
            for (int millis : new int[] {5_000, -1, 0}) {
                seen.act("timeout " + millis, () -> connection.setNetworkTimeout(executor, millis));
                seen.see("timeout", connection::getNetworkTimeout);
            }
            seen.act("no executor", () -> connection.setNetworkTimeout(null, 1_000));
            for (int seconds : new int[] {-1, 0, 5}) {
                ask(connection, seen);
                seen.see("valid " + seconds, () -> connection.isValid(seconds));
            }
            connection.close();
            for (int seconds : new int[] {-1, 0, 5}) {
                seen.see("valid " + seconds, () -> connection.isValid(seconds));
            }
        });
    }

    @Test
    void clientInfo() throws Exception {
        same((connection, seen) -> {
            seen.see(
                    "all",
                    () -> connection.getClientInfo().stringPropertyNames().stream()
                            .sorted()
                            .toList());
            for (String name : new String[] {"ApplicationName", "ClientUser", "nonsense", ""}) {
                for (String value : new String[] {"it's", null, "x"}) {
                    seen.act(name + " = " + value, () -> connection.setClientInfo(name, value));
                    seen.see(name, () -> connection.getClientInfo(name));
                    ask(connection, seen);
                }
            }
            Properties properties = new Properties();
            properties.setProperty("ApplicationName", "larder");
            properties.setProperty("nonsense", "x");
            seen.act("properties", () -> connection.setClientInfo(properties));
            seen.see("all", () -> connection.getClientInfo().getProperty("ApplicationName"));
            connection.setAutoCommit(false);
            ask(connection, seen);
            seen.act("in a transaction", () -> connection.setClientInfo("ApplicationName", "y"));
            connection.rollback();
            if (database == TestDatabase.POSTGRESQL) {
                seen.see("server", () -> new Client(connection).ask("show application_name"));
            }
            connection.close();
            seen.act("closed", () -> connection.setClientInfo("ApplicationName", "z"));
            seen.act("closed", () -> connection.setClientInfo(properties));
            seen.see("closed", () -> connection.getClientInfo("ApplicationName"));
        });
    }

    @Test
    void holdabilityTypesAndNames() throws Exception {
        same((connection, seen) -> {
            seen.see("holdability", connection::getHoldability);
            for (int holdability :
                    new int[] {ResultSet.CLOSE_CURSORS_AT_COMMIT, ResultSet.HOLD_CURSORS_OVER_COMMIT, 9}) {
                seen.act("holdability " + holdability, () -> connection.setHoldability(holdability));
                seen.see("holdability", connection::getHoldability);
                seen.see("statement", () -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.getResultSetHoldability();
                    }
                });
                ask(connection, seen);
            }
            seen.see("types", connection::getTypeMap);
            Map<String, Class<?>> types = new HashMap<>();
            seen.act("no types", () -> connection.setTypeMap(types));
            types.put("fruit", String.class);
            seen.act("types", () -> connection.setTypeMap(types));
            seen.see("types", connection::getTypeMap);
            seen.act("null", () -> connection.setTypeMap(null));
            ask(connection, seen);
            for (String name : new String[] {null, "public", "PUBLIC", "nowhere", "it's", "information_schema"}) {
                seen.act("schema " + name, () -> connection.setSchema(name));
                seen.see("schema", connection::getSchema);
                ask(connection, seen);
            }
            for (String name : new String[] {null, "nowhere"}) {
                String before = connection.getCatalog();
                seen.act("catalog " + name, () -> connection.setCatalog(name));
                seen.see("catalog", () -> before.equals(connection.getCatalog()));
            }
        });
    }

    @Test
    void requestsAndShardingKeys() throws Exception {
        same((connection, seen) -> {
            seen.act("begin", connection::beginRequest);
            ask(connection, seen);
            seen.act("end", connection::endRequest);
            seen.act("key", () -> connection.setShardingKey(null));
            seen.act("keys", () -> connection.setShardingKey(null, null));
            seen.see("valid", () -> connection.setShardingKeyIfValid(null, 1));
            seen.see("valid", () -> connection.setShardingKeyIfValid(null, null, 1));
            ask(connection, seen);
        });
    }

    @Test
    void nativeSql() throws Exception {
        same((connection, seen) -> {
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
                seen.see(sql, () -> connection.nativeSQL(sql));
            }
        });
    }

    @Test
    void objectsThatAreMade() throws Exception {
        same((connection, seen) -> {
            seen.see("blob", () -> connection.createBlob().getClass());
            seen.see("clob", () -> connection.createClob().getClass());
            seen.see("nclob", () -> connection.createNClob().getClass());
            seen.see("xml", () -> connection.createSQLXML().getClass());
            seen.see(
                    "struct",
                    () -> connection.createStruct("fruit", new Object[] {1}).getClass());
            seen.see(
                    "array",
                    () -> connection
                            .createArrayOf("integer", new Object[] {1, null})
                            .getArray());
            seen.see(
                    "rows",
                    () -> connection
                            .createArrayOf("integer", new Object[] {1, null})
                            .getResultSet());
            seen.see(
                    "bad array",
                    () -> connection.createArrayOf("nonsense", new Object[] {1}).getArray());
            seen.see("warnings", connection::getWarnings);
            seen.act("no warnings", connection::clearWarnings);
        });
    }

    @Test
    void anAbortedConnection() throws Exception {
        same((connection, seen) -> {
            connection.setAutoCommit(false);
            ask(connection, seen);
            seen.act("no executor", () -> connection.abort(null));
            seen.see("closed", connection::isClosed);
            seen.act("abort", () -> connection.abort(Runnable::run));
            seen.see("closed", connection::isClosed);
            seen.see("valid", () -> connection.isValid(1));
            seen.act("abort", () -> connection.abort(Runnable::run));
            ask(connection, seen);
            seen.act("commit", connection::commit);
        });
    }

    @Test
    void aClosedConnection() throws Exception {
        same((connection, seen) -> {
            ask(connection, seen);
            connection.close();
            seen.act("close", connection::close);
            methods(Connection.class)
                    .filter(method -> !method.getName().matches("abort|unwrap|isWrapperFor|setClientInfo"))
                    .forEach(method -> call(connection, method, seen));
        });
    }

    @Test
    void unwrapping() throws Exception {
        same((connection, seen) -> {
            for (Class<?> type : new Class<?>[] {null, String.class, List.class, Runnable.class, Statement.class}) {
                seen.see("is " + type, () -> connection.isWrapperFor(type));
                seen.see("unwrap " + type, () -> connection.unwrap(type));
                DatabaseMetaData meta = connection.getMetaData();
                seen.see("meta is " + type, () -> meta.isWrapperFor(type));
                seen.see("unwrap " + type, () -> meta.unwrap(type));
            }
            seen.see("connection", () -> connection.isWrapperFor(Connection.class));
            seen.see("connection", () -> connection.unwrap(Connection.class) == connection);
            seen.see("auto-closeable", () -> connection.isWrapperFor(AutoCloseable.class));
            connection.close();
            seen.see("closed", () -> connection.isWrapperFor(Connection.class));
            seen.see("closed", () -> connection.isWrapperFor(List.class));
            seen.see("closed", () -> connection.unwrap(List.class));
            seen.see("closed", () -> connection.unwrap(Connection.class) == connection);
        });
    }

    @Test
    void metaData() throws Exception {
        same((connection, seen) -> {
            DatabaseMetaData meta = connection.getMetaData();
            methods(DatabaseMetaData.class)
                    .filter(method -> method.getParameterCount() == 0)
                    .filter(method -> method.getReturnType() != Connection.class)
                    .forEach(method -> call(meta, method, seen));
            seen.see("connection", () -> meta.getConnection() == connection);
            for (ResultSet rows : List.of(
                    meta.getTables(null, null, "%tem", null),
                    meta.getColumns(null, null, "item", "%"),
                    meta.getPrimaryKeys(null, null, "item"),
                    meta.getTypeInfo(),
                    meta.getSchemas())) {
                seen.see(
                        "owner",
                        () -> rows.getStatement() == null || rows.getStatement().getConnection() == connection);
                seen.see("class of owner", () -> rows.getStatement() == null);
                seen.see("rows", () -> {
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
                    .forEach(method -> call(meta, method, seen));
        });
    }

    @Test
    void severalThreadsUseOneConnection() throws Exception {
        alice.warm(ITEMS);
        List<CompletableFuture<List<String>>> readers = new ArrayList<>();
        for (int thread = 1; thread <= 4; thread++) {
            readers.add(Meanwhile.start(() -> {
                List<String> last = List.of();
                for (int time = 1; time <= 50; time++) {
                    last = alice.ask(ITEMS);
                    alice.ask("select name from item where id = ?", time % 3);
                    alice.run("update item set name = name where id = 2");
                }
                return last;
            }));
        }
        for (CompletableFuture<List<String>> reader : readers) {
            assertThat(Meanwhile.end(reader)).containsExactly("1|apple", "2|pear");
        }
    }

    @Test
    void thePropertyInfoIsTheDriversAndOurs() throws SQLException {
        assertThat(propertiesOf(larderUrl)).containsAll(propertiesOf(bareUrl)).contains("larder.ttl");
    }

    private static List<String> propertiesOf(String url) throws SQLException {
        return Stream.of(DriverManager.getDriver(url).getPropertyInfo(url, new Properties()))
                .map(info -> info.name)
                .toList();
    }

    private static Stream<Method> methods(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> !java.lang.reflect.Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::toString));
    }

    private static void call(Object target, Method method, Transcript seen) {
        seen.see(method.toString(), () -> {
            try {
                Object[] arguments = Stream.of(method.getParameterTypes())
                        .map(ConnectionLifeTest::sample)
                        .toArray();
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        });
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
