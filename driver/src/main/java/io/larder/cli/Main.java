package io.larder.cli;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the command line begins. {@code java -jar} has no class path: what is needed beside Larder, the driver of the database
 * above all, is taken from {@code --lib} or from the folder of the jar.
 */
public final class Main {
    private static final String LIB = "--lib";

    private Main() {}

    /** Runs a command, and ends the program with its exit code. */
    public static void main(String[] arguments) throws Exception {
        List<String> rest = new ArrayList<>();
        List<Path> libraries = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(LIB) && i + 1 < arguments.length) {
                libraries.add(Path.of(arguments[++i]));
            } else if (arguments[i].startsWith(LIB + "=")) {
                libraries.add(Path.of(arguments[i].substring(LIB.length() + 1)));
            } else {
                rest.add(arguments[i]);
            }
        }
        Path own = ownFile();
        boolean alone = System.getProperty("java.class.path", "").equals(own.toString()) || isAloneIn(own);
        if (libraries.isEmpty() && alone && own.getParent() != null) {
            libraries.add(own.getParent());
        }
        String[] command = rest.toArray(String[]::new);
        System.exit(libraries.isEmpty() ? LarderCommand.run(command) : runWith(own, libraries, command));
    }

    private static boolean isAloneIn(Path own) {
        String classPath = System.getProperty("java.class.path", "");
        return !classPath.contains(File.pathSeparator)
                && Path.of(classPath).toAbsolutePath().equals(own);
    }

    private static Path ownFile() throws URISyntaxException {
        return Path.of(Main.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toAbsolutePath();
    }

    /** Everything anew in one loader: Larder links against the driver's own classes. */
    private static int runWith(Path own, List<Path> libraries, String[] command)
            throws IOException, ReflectiveOperationException {
        List<URL> urls = new ArrayList<>();
        urls.add(own.toUri().toURL());
        for (Path library : libraries) {
            for (Path jar : jarsIn(library)) {
                if (!jar.getFileName().toString().startsWith("larder-")) {
                    urls.add(jar.toUri().toURL());
                }
            }
        }
        URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        return (int) loader.loadClass(LarderCommand.class.getName())
                .getMethod("run", String[].class)
                .invoke(null, (Object) command);
    }

    private static List<Path> jarsIn(Path library) throws IOException {
        if (!Files.isDirectory(library)) {
            return List.of(library);
        }
        try (Stream<Path> files = Files.list(library)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
