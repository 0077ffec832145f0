package io.larder.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WithoutDriverTest {
    @Test
    void anAbsentDriverIsNoticedWhenAConnectionIsShownAndNotBefore() throws ReflectiveOperationException, IOException {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass(PostgresSupport.class.getName());
            Object support = type.getConstructor().newInstance();
            Method recognizes = type.getMethod("recognizes", Connection.class);

            assertThat(type.getMethod("dialect").invoke(support)).hasToString("POSTGRESQL");
            assertThatThrownBy(() -> recognizes.invoke(support, (Connection) null))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasCauseInstanceOf(NoClassDefFoundError.class);
        }
    }

    private static URL[] classPath() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("postgresql-"))
                .map(WithoutDriverTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
