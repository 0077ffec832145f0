package io.larder.testservers;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A jar from Maven Central that carries a server's binaries.
 *
 * <p>It is looked for on the class path, and among the jars of {@code target/servers}: Maven allows one version of an
 * artifact on a class path, and the tests want two PostgreSQLs. The system property {@code larder.test.servers} names
 * another directory.
 *
 * @param version the artifact's version, which is the server's
 * @param resource the binaries in the jar
 */
record Carrier(String version, URL resource) {
    static final String DIRECTORY_PROPERTY = "larder.test.servers";

    /** The carrier whose version starts with a prefix (all do with the empty one). */
    static Optional<Carrier> find(String artifact, String versionPrefix, String resource) {
        Pattern jar = Pattern.compile(
                "/" + Pattern.quote(artifact) + "-(" + Pattern.quote(versionPrefix) + "[0-9][0-9A-Za-z.-]*)\\.jar!/");
        try {
            for (URL url : candidates(artifact, resource)) {
                Matcher name = jar.matcher(url.toString());
                if (name.find()) {
                    return Optional.of(new Carrier(name.group(1), url));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new ServerUnavailableException("cannot read " + artifact, e);
        }
    }

    private static List<URL> candidates(String artifact, String resource) throws IOException {
        List<URL> urls =
                new ArrayList<>(Collections.list(Carrier.class.getClassLoader().getResources(resource)));
        Path directory = Path.of(System.getProperty(DIRECTORY_PROPERTY, "target/servers"));
        if (Files.isDirectory(directory)) {
            try (Stream<Path> jars = Files.list(directory)) {
                for (Path jar : jars.filter(j -> j.getFileName().toString().startsWith(artifact))
                        .sorted()
                        .toList()) {
                    urls.add(URI.create("jar:" + jar.toAbsolutePath().toUri() + "!/" + resource)
                            .toURL());
                }
            }
        }
        return urls;
    }
}
