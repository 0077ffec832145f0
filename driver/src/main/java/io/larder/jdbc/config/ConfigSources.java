package io.larder.jdbc.config;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where options come from besides the connection request. Read anew for each request. Thread-safe.
 *
 * <p>An unknown name in the request or the file is refused. In system properties and the environment it is only warned
 * of, once: others write there too (Kubernetes gives each pod {@code LARDER_PORT} if a service is called larder).
 */
final class ConfigSources {
    static final ConfigSources OF_THIS_PROCESS = new ConfigSources(
            ConfigSources::systemProperties,
            System::getenv,
            ConfigSources::classPathOfThisThread,
            Path.of(""),
            message ->
                    System.getLogger(ConfigSources.class.getPackageName()).log(System.Logger.Level.WARNING, message));

    private final Supplier<Map<String, String>> systemProperties;
    private final Supplier<Map<String, String>> environment;
    private final Supplier<ClassLoader> classPath;
    private final Path workingDirectory;
    private final Consumer<String> warnings;
    private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

    ConfigSources(
            Supplier<Map<String, String>> systemProperties,
            Supplier<Map<String, String>> environment,
            Supplier<ClassLoader> classPath,
            Path workingDirectory,
            Consumer<String> warnings) {
        this.systemProperties = systemProperties;
        this.environment = environment;
        this.classPath = classPath;
        this.workingDirectory = workingDirectory;
        this.warnings = warnings;
    }

    ResolvedConfig resolve(String url, @Nullable Properties properties) throws SQLException {
        LarderUrl larderUrl = LarderUrl.parse(url);
        SplitProperties split = SplitProperties.of(properties);
        return new ResolvedConfig(
                DriverConfig.of(find(larderUrl, split)), larderUrl.driverUrl(), split.driverProperties());
    }

    DriverConfig resolve(Map<String, String> options) throws SQLException {
        FoundOptions found = new FoundOptions();
        found.add(options.entrySet().stream()
                .map(option -> new GivenOption(option.getKey(), option.getValue(), "the data source"))
                .toList());
        addSurroundings(found);
        return DriverConfig.of(found);
    }

    /** Finds what is in effect, without reading the values. */
    FoundOptions find(LarderUrl url, SplitProperties properties) throws SQLException {
        FoundOptions found = new FoundOptions();
        found.add(url.options());
        found.add(properties.options());
        addSurroundings(found);
        return found;
    }

    private void addSurroundings(FoundOptions found) throws SQLException {
        found.add(fromSystemProperties());
        found.add(fromEnvironment());
        Optional<GivenOption> file = found.given(DriverOption.CONFIG);
        if (file.isPresent()) {
            found.value(DriverOption.CONFIG);
            found.add(ConfigFile.named(file.get(), workingDirectory));
        } else {
            found.add(ConfigFile.ifPresent(classPath.get(), workingDirectory));
        }
    }

    private List<GivenOption> fromSystemProperties() {
        List<GivenOption> given = new ArrayList<>();
        systemProperties.get().forEach((name, value) -> {
            if (DriverOption.named(name).isPresent()) {
                given.add(new GivenOption(name, value, "the system property " + name));
            } else if (DriverOption.isOurs(name)) {
                warn("system property", name, DriverOption::name);
            }
        });
        return given;
    }

    private List<GivenOption> fromEnvironment() {
        List<GivenOption> given = new ArrayList<>();
        environment.get().forEach((variable, value) -> {
            Optional<DriverOption<?>> option = DriverOption.ALL.stream()
                    .filter(candidate -> candidate.environmentName().equals(variable))
                    .findFirst();
            if (option.isEmpty() && variable.startsWith("LARDER_")) {
                warn("environment variable", variable, DriverOption::environmentName);
            }
            // Set to nothing is how containers and scripts leave a variable out.
            option.filter(known -> !value.isBlank())
                    .ifPresent(known ->
                            given.add(new GivenOption(known.name(), value, "the environment variable " + variable)));
        });
        return given;
    }

    private void warn(String kind, String name, Function<DriverOption<?>, String> nameOf) {
        if (warnedOf.add(name)) {
            List<String> known = DriverOption.ALL.stream().map(nameOf).toList();
            warnings.accept(
                    "config.unknown " + kind + " " + name + " is ignored; nearest: " + NearestName.of(name, known));
        }
    }

    private static Map<String, String> systemProperties() {
        Map<String, String> ours = new HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            // Null if another thread has just removed it.
            String value = DriverOption.isOurs(name) ? System.getProperty(name) : null;
            if (value != null) {
                ours.put(name, value);
            }
        }
        return ours;
    }

    private static ClassLoader classPathOfThisThread() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }
}
