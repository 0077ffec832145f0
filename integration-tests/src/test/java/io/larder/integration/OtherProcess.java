package io.larder.integration;

import io.larder.jdbc.LarderDriver;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.sql.XAConnection;
import javax.sql.XADataSource;

/**
 * Larder as another process would have it: all classes anew, with nothing in common but the servers. Closing it takes its
 * driver out, as a servlet container does with an application's.
 */
final class OtherProcess implements AutoCloseable {
    private final URLClassLoader loader;
    private final Driver driver;

    private OtherProcess(Predicate<String> classPath) throws ReflectiveOperationException {
        URL[] path = Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(classPath)
                .map(OtherProcess::url)
                .toArray(URL[]::new);
        // Never closed: some threads end a little later than the driver is taken out.
        loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
        Class.forName("org.postgresql.Driver", true, loader);
        Class.forName("org.mariadb.jdbc.Driver", true, loader);
        driver = Class.forName("io.larder.jdbc.LarderDriver", true, loader)
                .asSubclass(Driver.class)
                .getConstructor()
                .newInstance();
    }

    static OtherProcess start() {
        return startWith(any -> true);
    }

    /** @param classPath which files of the class path it has */
    static OtherProcess startWith(Predicate<String> classPath) {
        try {
            return new OtherProcess(classPath);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            loader.loadClass(TakingOut.class.getName())
                    .asSubclass(Runnable.class)
                    .getDeclaredConstructor()
                    .newInstance()
                    .run();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Run by its own classes: DriverManager lets nobody else take its driver out. */
    public static final class TakingOut implements Runnable {
        @Override
        public void run() {
            DriverManager.drivers().filter(LarderDriver.class::isInstance).forEach(driver -> {
                try {
                    DriverManager.deregisterDriver(driver);
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    /** Returns the names of its threads that are there for the other processes. */
    List<String> threadsForOthers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() == loader)
                .map(Thread::getName)
                .filter(name -> name.startsWith("larder-hub") || name.contains("redis"))
                .toList();
    }

    Client connect(String url) throws SQLException {
        Connection connection = driver.connect(url, new Properties());
        if (connection == null) {
            throw new AssertionError("not a URL of Larder's: " + url);
        }
        return new Client(connection);
    }

    /** Opens a connection for branches of global transactions. */
    XAConnection connectForBranches(String url) throws SQLException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // There the driver is looked for.
        thread.setContextClassLoader(loader);
        try {
            Class<?> type = loader.loadClass("io.larder.jdbc.LarderXADataSource");
            XADataSource dataSource =
                    type.asSubclass(XADataSource.class).getConstructor().newInstance();
            type.getMethod("setUrl", String.class).invoke(dataSource, url);
            return dataSource.getXAConnection();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Returns how many queries of a client's database were answered from this process's memory. */
    long hits(Client client) throws SQLException {
        return (long) statistic(client, "hits");
    }

    Object statistic(Client client, String name) throws SQLException {
        try {
            Class<?> larder = loader.loadClass("io.larder.jdbc.api.LarderConnection");
            Object statistics = larder.getMethod("statistics").invoke(client.connection.unwrap(larder));
            return statistics.getClass().getMethod(name).invoke(statistics);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Returns whether the next answers come from memory, within a time in which processes agree. */
    boolean isServedSoon(Client client, String sql) throws SQLException {
        long end = System.nanoTime() + 15_000_000_000L;
        while (System.nanoTime() < end) {
            long before = hits(client);
            client.ask(sql);
            if (hits(client) > before) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    List<String> served(Client client, String sql) throws SQLException {
        long before = hits(client);
        List<String> rows = client.ask(sql);
        if (hits(client) != before + 1) {
            throw new AssertionError("not from memory: " + rows);
        }
        return rows;
    }

    private static URL url(String file) {
        try {
            return new File(file).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
