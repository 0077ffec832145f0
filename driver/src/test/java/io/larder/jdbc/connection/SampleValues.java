package io.larder.jdbc.connection;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.sql.Date;
import java.sql.SQLWarning;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A value of each type that occurs in JDBC, unequal to the values for other numbers where the type allows it. */
final class SampleValues {

    private static final Map<Class<?>, IntFunction<Object>> MAKERS = new HashMap<>();

    static {
        MAKERS.put(boolean.class, number -> number % 2 == 1);
        MAKERS.put(byte.class, number -> (byte) number);
        MAKERS.put(short.class, number -> (short) number);
        MAKERS.put(int.class, number -> number);
        MAKERS.put(long.class, number -> (long) number);
        MAKERS.put(float.class, number -> (float) number);
        MAKERS.put(double.class, number -> (double) number);
        MAKERS.put(Object.class, number -> new Object());
        MAKERS.put(String.class, number -> "text " + number);
        MAKERS.put(Class.class, number -> Integer.class);
        MAKERS.put(BigDecimal.class, BigDecimal::valueOf);
        MAKERS.put(Calendar.class, number -> Calendar.getInstance());
        MAKERS.put(Date.class, Date::new);
        MAKERS.put(Time.class, Time::new);
        MAKERS.put(Timestamp.class, Timestamp::new);
        MAKERS.put(InputStream.class, number -> new ByteArrayInputStream(new byte[number]));
        MAKERS.put(Reader.class, number -> new StringReader("text " + number));
        MAKERS.put(Map.class, number -> new HashMap<>());
        MAKERS.put(Properties.class, number -> new Properties());
        MAKERS.put(SQLWarning.class, number -> new SQLWarning("warning " + number));
        MAKERS.put(URL.class, SampleValues::url);
    }

    private SampleValues() {}

    /** Returns a value, or null for {@code void}. */
    static @Nullable Object of(Class<?> type, int number) {
        if (type == void.class) {
            return null;
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), number);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        IntFunction<Object> maker = MAKERS.get(type);
        if (maker != null) {
            return maker.apply(number);
        }
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            throw new AssertionError("a forwarded value was used: " + method);
        });
    }

    /** Returns arguments for a call, no two alike. */
    static @Nullable Object[] arguments(Method method) {
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = of(types[i], i + 1);
        }
        return arguments;
    }

    private static URL url(int number) {
        try {
            return URI.create("http://localhost/" + number).toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
