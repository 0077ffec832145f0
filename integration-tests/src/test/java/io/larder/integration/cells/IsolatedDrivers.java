package io.larder.integration.cells;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Larder and one version of a database's driver, in a class loader that sees nothing else but the JDK. */
final class IsolatedDrivers {
    private static final Path JARS = Path.of("target", "drivers");

    /** One class of each part that Larder consists of. */
    private static final List<String> PARTS = List.of(
            "io.larder.jdbc.LarderDriver",
            "io.larder.sql.StatementPlan",
            "io.larder.invalidation.TableClocks",
            "io.larder.cache.AnswerCache",
            "com.github.benmanes.caffeine.cache.Caffeine",
            "net.sf.jsqlparser.parser.CCJSqlParserUtil");

    /** Kept, because a driver and Larder are slow as long as they are new. */
    private static final Map<DriverVersion, IsolatedDrivers> LOADED = new ConcurrentHashMap<>();

    private final URLClassLoader loader;
    private final Driver bare;
    private final Driver larder;

    private IsolatedDrivers(DriverVersion version) throws ReflectiveOperationException, MalformedURLException {
        List<URL> places = new ArrayList<>();
        for (String part : PARTS) {
            places.add(Class.forName(part).getProtectionDomain().getCodeSource().getLocation());
        }
        places.add(url(JARS.resolve(version.artifact() + "-" + version.version() + ".jar")));
        loader = new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        bare = driver(version.driverClass());
        larder = driver(PARTS.get(0));
    }

    static IsolatedDrivers of(DriverVersion version) {
        return LOADED.computeIfAbsent(version, unseen -> {
            try {
                return new IsolatedDrivers(unseen);
            } catch (ReflectiveOperationException | MalformedURLException e) {
                throw new IllegalStateException(unseen + " cannot be loaded", e);
            }
        });
    }

    /** Returns the names of all drivers that were copied, to be sure that none is forgotten. */
    static List<String> copied() {
        try (Stream<Path> jars = Files.list(JARS)) {
            return jars.map(jar -> jar.getFileName().toString().replaceAll("-([0-9.]+)\\.jar$", " $1"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Connector connector(String url) {
        return new Connector(bare, larder, url);
    }

    private Driver driver(String name) throws ReflectiveOperationException {
        return (Driver) loader.loadClass(name).getConstructor().newInstance();
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
