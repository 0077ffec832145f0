package io.larder.jdbc.warmup;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Events;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Writes what a process asks most into a file, again and again, until the application has closed its connections. */
final class RecordedFile implements Runnable {
    /** Questions. */
    static final int LIMIT = 1_000;

    private static final long EVERY = TimeUnit.MINUTES.toNanos(5);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final CachedDatabase database;
    private final String file;
    private final WarmUps.Presence presence;

    RecordedFile(CachedDatabase database, String file, WarmUps.Presence presence) {
        this.database = database;
        this.file = file;
        this.presence = presence;
    }

    @Override
    public void run() {
        boolean used = true;
        while (used) {
            long start = System.nanoTime();
            while (used && System.nanoTime() - start < EVERY) {
                LockSupport.parkNanos(LOOK_NANOS);
                used = presence.lasts();
            }
            record();
        }
    }

    /** What goes wrong may go well the next time: a disk that was full. */
    private void record() {
        try {
            Recording recording = Recording.of(database, LIMIT);
            if (recording.questions() > 0) {
                write(Path.of(file).toAbsolutePath(), recording.script());
            }
        } catch (IOException | RuntimeException | LinkageError trouble) {
            Events.once(Events.Event.WARM_UP_TROUBLE, trouble);
        }
    }

    /** Whole or not at all, and for its owner's eyes: it has the application's parameters in it. */
    static void write(Path file, String script) throws IOException {
        Path folder = file.getParent();
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new", attributes);
        try {
            Files.writeString(fresh, script);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
