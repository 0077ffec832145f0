package io.larder.testservers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory under {@code java.io.tmpdir} in which all JVMs of one user keep unpacked servers and data directories.
 *
 * <p>An entry is filled under a file lock, beside its place, and moved there in one step: whoever finds it, finds it
 * whole, also after a kill. Not in the home directory, because a server that root starts as somebody else must be able
 * to read it.
 */
final class ServerCache {
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwxrwxrwx");

    private ServerCache() {}

    /** What fills an entry. */
    @FunctionalInterface
    interface Filling {
        void into(Path directory) throws IOException;
    }

    /** The entry of that name, made now if nobody has made it before. */
    static synchronized Path entry(String name, Filling filling) throws IOException {
        Path root = root();
        Path entry = root.resolve(name);
        if (Files.isDirectory(entry)) {
            return entry;
        }
        try (FileChannel channel =
                        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.isDirectory(entry)) {
                Path unfinished = root.resolve(name + ".unfinished");
                delete(unfinished);
                makeDirectory(unfinished, READABLE);
                filling.into(unfinished);
                Files.move(unfinished, entry, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return entry;
    }

    /** A new directory for the data of one running server, which removes it when it ends. */
    static Path newInstance(String prefix) throws IOException {
        Path running = root().resolve("running");
        if (!Files.isDirectory(running)) {
            makeDirectory(running, servers());
        }
        Path instance = Files.createTempDirectory(running, prefix + "-");
        Files.setPosixFilePermissions(instance, servers());
        return instance;
    }

    /** A server of root's runs as somebody else, who must be able to make and remove what is his. */
    private static Set<PosixFilePermission> servers() {
        return System.getProperty("user.name").equals("root") ? OPEN : READABLE;
    }

    static void makeDirectory(Path directory, Set<PosixFilePermission> permissions) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            return;
        }
        // Afterwards, because the umask has a say in the attributes of creation.
        Files.setPosixFilePermissions(directory, permissions);
    }

    static void makeDirectories(Path root, Path directory) throws IOException {
        if (!directory.startsWith(root)) {
            throw new IOException("an archive leaves its directory: " + directory);
        }
        if (!directory.equals(root)) {
            makeDirectories(root, directory.resolveSibling(""));
            makeDirectory(directory, READABLE);
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    static Path root() throws IOException {
        String user = System.getProperty("user.name");
        Path root = Path.of(System.getProperty("java.io.tmpdir"), "larder-test-servers-" + user);
        makeDirectory(root, READABLE);
        // In a directory that all may write to, somebody else could have been first.
        if (!Files.getOwner(root).getName().equals(user)) {
            throw new IOException(root + " belongs to " + Files.getOwner(root) + ", not to " + user);
        }
        return root;
    }
}
