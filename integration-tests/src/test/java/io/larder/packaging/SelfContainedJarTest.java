package io.larder.packaging;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The jar that an application can drop in beside the driver of its database, with nothing else. */
@Tag("packaged")
class SelfContainedJarTest {
    private static final Set<String> PACKAGES = Set.of(
            "io/larder/sql",
            "io/larder/invalidation",
            "io/larder/cache",
            "io/larder/jdbc",
            "io/larder/cli",
            "io/larder/shaded/caffeine",
            "io/larder/shaded/failsafe",
            "io/larder/shaded/jpountz",
            "io/larder/shaded/jsqlparser",
            "io/larder/shaded/picocli");

    private static final Set<String> OTHER_FILES = Set.of(
            "META-INF/MANIFEST.MF",
            "META-INF/LICENSE",
            "META-INF/THIRD-PARTY.txt",
            "META-INF/services/java.sql.Driver",
            "META-INF/spring.factories",
            "io/larder/jdbc/cache/version.properties");

    private final DriverJar jar = DriverJar.selfContained();

    @Test
    void itHoldsOurClassesAndRenamedLibrariesAndNothingElse() {
        Set<String> unexpected = jar.files().stream()
                .filter(name -> !OTHER_FILES.contains(name))
                .filter(name -> PACKAGES.stream().noneMatch(folder -> name.startsWith(folder + "/")))
                .collect(toCollection(TreeSet::new));
        assertThat(unexpected)
                .as("neither database drivers, nor Redis, nor libraries under their own names, nor module-info")
                .isEmpty();
        assertThat(jar.files()).containsAll(OTHER_FILES).doesNotHaveDuplicates();
    }

    @Test
    void everyLibraryInsideIsListedWithItsLicence() {
        Set<String> libraries = jar.files().stream()
                .filter(name -> name.startsWith("io/larder/shaded/"))
                .map(name -> String.join(".", List.of(name.split("/", -1)).subList(0, 4)))
                .collect(toSet());
        assertThat(libraries).isNotEmpty();
        assertThat(jar.text("META-INF/THIRD-PARTY.txt").lines())
                .as("one line for each library, with its licence")
                .filteredOn(line -> libraries.stream().anyMatch(line::startsWith))
                .hasSameSizeAs(libraries)
                .allMatch(line -> line.contains("Apache License 2.0"));
        assertThat(jar.text("META-INF/LICENSE")).contains("Apache License", "Version 2.0, January 2004");
    }

    @Test
    void itNamesTheDriver() {
        assertThat(jar.text("META-INF/services/java.sql.Driver").lines())
                .containsExactly("io.larder.jdbc.LarderDriver");
        assertThat(jar.text("META-INF/MANIFEST.MF"))
                .contains("Automatic-Module-Name: io.larder.jdbc")
                .contains("Implementation-Version: " + DriverJar.version())
                .contains("Main-Class: io.larder.cli.Main")
                .doesNotContain("Multi-Release");
    }

    @Test
    void withAnH2JarBesideItTheDriverIsFoundAndConnects() throws Exception {
        URL h2 = org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = loader(h2);
                Connection connection = driverIn(loader).connect("jdbc:larder:h2:mem:packaged", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("create table fruit (name varchar)");
            statement.execute("insert into fruit values ('quince')");
            for (int i = 0; i < 3; i++) {
                try (ResultSet rows = statement.executeQuery("select name from fruit")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString("name")).isEqualTo("quince");
                }
            }
            assertThat(loader.getResource("org/redisson/Redisson.class"))
                    .as("Redis is optional")
                    .isNull();
        }
    }

    @Test
    void itIsTheCommandLineAsWellAndFindsTheDriverBesideIt() throws Exception {
        Process doctor = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar.file().toString(),
                        "doctor",
                        "--json",
                        "--url",
                        "jdbc:h2:mem:doctor",
                        "--lib",
                        Path.of(org.h2.Driver.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(doctor.waitFor()).as(said).isZero();
        assertThat(said).contains("replay self-test").contains("\"level\":\"ok\"");
    }

    @Test
    void itsOwnVersionIsWhatTheDriverReports() throws Exception {
        try (URLClassLoader loader = loader()) {
            Driver driver = driverIn(loader);
            assertThat(DriverJar.version()).startsWith(driver.getMajorVersion() + "." + driver.getMinorVersion() + ".");
        }
    }

    /** Caffeine picks its cache and node classes by a name that it puts together at run time. */
    @Test
    void theRenamedCaffeineFindsItsGeneratedClasses() throws Exception {
        try (URLClassLoader loader = loader()) {
            Class<?> type = loader.loadClass("io.larder.shaded.caffeine.cache.Caffeine");
            Object builder = type.getMethod("newBuilder").invoke(null);
            type.getMethod("maximumWeight", long.class).invoke(builder, 1_000L);
            type.getMethod("expireAfterWrite", Duration.class).invoke(builder, Duration.ofHours(1));
            type.getMethod("recordStats").invoke(builder);
            Class<?> weigher = loader.loadClass("io.larder.shaded.caffeine.cache.Weigher");
            type.getMethod("weigher", weigher)
                    .invoke(builder, weigher.getMethod("singletonWeigher").invoke(null));
            Object cache = type.getMethod("build").invoke(builder);
            Class<?> cacheType = loader.loadClass("io.larder.shaded.caffeine.cache.Cache");
            cacheType.getMethod("put", Object.class, Object.class).invoke(cache, "key", "value");
            assertThat(cacheType.getMethod("getIfPresent", Object.class).invoke(cache, "key"))
                    .isEqualTo("value");
        }
    }

    /** LZ4 finds its implementations in the same way. */
    @Test
    void theRenamedLz4FindsItsImplementation() throws Exception {
        try (URLClassLoader loader = loader()) {
            Class<?> type = loader.loadClass("io.larder.shaded.jpountz.lz4.LZ4Factory");
            Object factory = type.getMethod("safeInstance").invoke(null);
            Object compressor = type.getMethod("fastCompressor").invoke(factory);
            Class<?> compressorType = loader.loadClass("io.larder.shaded.jpountz.lz4.LZ4Compressor");
            byte[] compressed =
                    (byte[]) compressorType.getMethod("compress", byte[].class).invoke(compressor, new byte[1_000]);
            assertThat(compressed).hasSizeLessThan(100);
        }
    }

    /** Returns a loader that sees this jar, others that are given, and the JDK: not the class path of the tests. */
    private URLClassLoader loader(URL... others) throws Exception {
        URL[] all = new URL[others.length + 1];
        all[0] = jar.file().toUri().toURL();
        System.arraycopy(others, 0, all, 1, others.length);
        return new URLClassLoader(all, ClassLoader.getPlatformClassLoader());
    }

    private static Driver driverIn(ClassLoader loader) {
        // All of them, as DriverManager does, so that the other driver registers itself.
        List<Driver> drivers = ServiceLoader.load(Driver.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return drivers.stream()
                .filter(driver -> driver.getClass().getName().startsWith("io.larder."))
                .findFirst()
                .orElseThrow();
    }
}
