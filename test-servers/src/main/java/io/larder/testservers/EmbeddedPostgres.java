package io.larder.testservers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** Starts PostgreSQL from the binaries that Zonky publishes on Maven Central. */
final class EmbeddedPostgres {
    private static final String USER = "postgres";
    private static final String PASSWORD = "larder";

    /** What tests ask of a PostgreSQL that is started for them, here or in Docker. */
    static final List<String> SETTINGS = List.of(
            "-cmax_connections=200",
            "-cmax_prepared_transactions=10",
            // The data die with the process; nothing that a client can see depends on these.
            "-cfsync=off",
            "-cfull_page_writes=off",
            "-csynchronous_commit=off",
            // What the demo counts statements with.
            "-cshared_preload_libraries=pg_stat_statements");

    private EmbeddedPostgres() {}

    static DatabaseServer start(int major) {
        return starting(major, carrier -> start(carrier, null));
    }

    /** Starts two servers of one origin, the second of which repeats what the first one does. */
    static ReplicatedPostgres startReplicated(int major) {
        return starting(major, carrier -> {
            DatabaseServer primary = start(carrier, null);
            return new ReplicatedPostgres(primary, start(carrier, primary));
        });
    }

    private interface Starting<S> {
        S from(Carrier carrier) throws IOException;
    }

    private static <S> S starting(int major, Starting<S> starting) {
        Platform platform = Platform.current();
        if (platform == null) {
            throw new ServerUnavailableException("there are no PostgreSQL binaries for this platform");
        }
        Optional<Carrier> carrier = Carrier.find(platform.postgresArtifact(), major + ".", platform.postgresResource());
        if (carrier.isEmpty()) {
            throw new ServerUnavailableException("io.zonky.test.postgres:" + platform.postgresArtifact() + ":" + major
                    + ".x is neither on the class path nor in target/servers (a Maven build puts it there)");
        }
        try {
            return starting.from(carrier.get());
        } catch (IOException e) {
            throw new ServerUnavailableException("PostgreSQL " + major + " did not start: " + e.getMessage(), e);
        }
    }

    /** @param primary the server to follow; null for one that follows none */
    private static DatabaseServer start(Carrier carrier, @Nullable DatabaseServer primary) throws IOException {
        ServerUser user = ServerUser.choose();
        Path home = ServerCache.entry("postgres-" + carrier.version(), directory -> unpack(carrier, directory));
        Path template = ServerCache.entry(
                "postgres-" + carrier.version() + "-data-" + user.name(),
                directory -> initialize(user, home, directory));
        Path instance = ServerCache.newInstance("postgres-" + carrier.version());
        Path data = instance.resolve("data");
        ServerProcess.run(user, List.of("cp", "-Rp", template.resolve("data").toString(), data.toString()));
        int port = ServerProcess.freePort();
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER + "&password=" + PASSWORD;
        List<String> command = command(home, data, port);
        if (primary != null) {
            // Both begin with the same data, which were left in order: no backup is needed.
            ServerProcess.run(
                    user, List.of("touch", data.resolve("standby.signal").toString()));
            command.add("-cprimary_conninfo=host=" + primary.host() + " port=" + primary.port() + " user=" + USER
                    + " password=" + PASSWORD);
        }
        ServerProcess.start(user, "INT", instance, command).await(() -> DatabaseServer.answers(url));
        return new DatabaseServer("embedded PostgreSQL " + carrier.version(), url, "127.0.0.1", port);
    }

    private static List<String> command(Path home, Path data, int port) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/postgres").toString(),
                "-D" + data,
                "-p" + port,
                // Both, so that "localhost" reaches it whatever that resolves to.
                "-clisten_addresses=127.0.0.1,::1",
                // The path of a socket in a temporary directory may be too long.
                "-cunix_socket_directories="));
        command.addAll(SETTINGS);
        return command;
    }

    private static void initialize(ServerUser user, Path home, Path directory) throws IOException {
        Path passwordFile = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        ServerProcess.run(
                user,
                List.of(
                        home.resolve("bin/initdb").toString(),
                        "--pgdata=" + directory.resolve("data"),
                        "--username=" + USER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--no-sync"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void unpack(Carrier carrier, Path directory) throws IOException {
        try (InputStream in = carrier.resource().openStream();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isDirectory()) {
                    unpack(tar, entry, directory);
                }
            }
        }
    }

    private static void unpack(InputStream content, TarArchiveEntry entry, Path directory) throws IOException {
        Path target = directory.resolve(entry.getName()).normalize();
        ServerCache.makeParents(directory, target);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        // Said, and not left to the umask: as root, another user runs it.
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
