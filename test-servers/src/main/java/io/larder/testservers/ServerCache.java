package io.larder.testservers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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

    private static final Duration OLD = Duration.ofDays(1);

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
        sweep(running);
        Path instance = Files.createTempDirectory(running, prefix + "-");
        Files.setPosixFilePermissions(instance, servers());
        return instance;
    }

    /** Removes what servers left that had no time to: old, and the shell that watched it is no more. */
    private static void sweep(Path running) throws IOException {
        List<Path> instances;
        try (Stream<Path> children = Files.list(running)) {
            instances = children.toList();
        }
        for (Path instance : instances) {
            try {
                Instant made = Files.getLastModifiedTime(instance).toInstant();
                if (made.isBefore(Instant.now().minus(OLD)) && !isWatched(instance)) {
                    delete(instance);
                }
            } catch (NoSuchFileException e) {
                // Another JVM sweeps, or its server has ended.
            }
        }
    }

    private static boolean isWatched(Path instance) throws IOException {
        Path pid = instance.resolve("shell.pid");
        return Files.exists(pid)
                && ProcessHandle.of(Long.parseLong(Files.readString(pid).trim()))
                        .isPresent();
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

    /** Makes the directories between a root and what will be put there, readable to all. */
    static void makeParents(Path root, Path target) throws IOException {
        Path parent = target.getParent();
        if (parent == null || !parent.startsWith(root)) {
            throw new IOException("an archive leaves its directory: " + target);
        }
        if (!parent.equals(root)) {
            makeParents(root, parent);
            makeDirectory(parent, READABLE);
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
