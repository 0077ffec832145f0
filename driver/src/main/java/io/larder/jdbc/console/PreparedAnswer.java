package io.larder.jdbc.console;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a statement of the driver's that is prepared anew before each execution, with the rows of that moment in its
 * text. Until the first one it is prepared without rows, so that it can say what its columns are.
 */
public final class PreparedAnswer implements InvocationHandler {
    private static final Set<String> EXECUTIONS = Set.of("execute", "executeQuery");

    private final Preparing preparing;
    private final Text text;
    /** What was set of the statement, by the method that did it. */
    private final Map<Method, @Nullable Object @Nullable []> settings = new LinkedHashMap<>();

    private PreparedStatement current;

    private PreparedAnswer(Preparing preparing, Text text, PreparedStatement first) {
        this.preparing = preparing;
        this.text = text;
        this.current = first;
    }

    /** A way to prepare statements. */
    @FunctionalInterface
    public interface Preparing {
        /** Prepares a text with the driver. */
        PreparedStatement prepare(String sql) throws SQLException;
    }

    /** What is to be executed next. */
    @FunctionalInterface
    interface Text {
        String next(Statement statement) throws SQLException;
    }

    /** @param shape a text with the columns of all that come after it */
    static PreparedStatement of(Preparing preparing, String shape, Text text) throws SQLException {
        PreparedStatement first = preparing.prepare(shape);
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> type = first.getClass(); type != null; type = type.getSuperclass()) {
            for (Class<?> implemented : type.getInterfaces()) {
                if (Modifier.isPublic(implemented.getModifiers())) {
                    types.add(implemented);
                }
            }
        }
        types.add(PreparedStatement.class);
        return (PreparedStatement) Proxy.newProxyInstance(
                first.getClass().getClassLoader(),
                types.toArray(new Class<?>[0]),
                new PreparedAnswer(preparing, text, first));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        boolean executes = arguments == null && EXECUTIONS.contains(method.getName());
        // A closed one is asked for its error.
        if (executes && !current.isClosed()) {
            prepareNext();
        }
        Object result = called(current, method, arguments);
        if (isSetting(method)) {
            settings.put(method, arguments);
        }
        return result;
    }

    /** Those that bind a parameter have two arguments, and are refused: there is no parameter. */
    private static boolean isSetting(Method method) {
        boolean sets = method.getName().startsWith("set") && method.getParameterCount() == 1;
        return sets || method.getName().equals("closeOnCompletion");
    }

    private void prepareNext() throws Throwable {
        PreparedStatement next = preparing.prepare(text.next(current));
        for (Map.Entry<Method, @Nullable Object @Nullable []> setting : settings.entrySet()) {
            called(next, setting.getKey(), setting.getValue());
        }
        current.close();
        current = next;
    }

    private static @Nullable Object called(
            PreparedStatement statement, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(statement, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }
}
