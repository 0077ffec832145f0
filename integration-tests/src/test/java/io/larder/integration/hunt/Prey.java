package io.larder.integration.hunt;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One of the hunted processes as the hunt sees it: with its links, and started again when it was killed. Who does something to
 * it holds its monitor meanwhile.
 */
final class Prey implements Closeable {
    private final int number;
    private final Ground ground;
    private final Link database;
    private final Link redis;
    private int place = -1;
    private @Nullable Process process;

    Prey(int number, Ground ground) throws IOException {
        this.number = number;
        this.ground = ground;
        this.database = ground.linkToDatabase();
        this.redis = ground.linkToRedis();
    }

    @Override
    public String toString() {
        return "process " + place;
    }

    Link database() {
        return database;
    }

    Link redis() {
        return redis;
    }

    int place() {
        return place;
    }

    /** By which the database knows its sessions. */
    String applicationName() {
        return "prey_" + number;
    }

    void start() throws IOException {
        place = ground.nextPlace();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Short-lived, and several on few processors.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx160m"));
        command.addAll(ground.plan().jvmArguments());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                HuntedProcess.class.getName(),
                ground.file().toString(),
                Integer.toString(place),
                ground.url(database.port(), redis.port(), applicationName()),
                Long.toString(ground.plan().seed() + 100L * place)));
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process = started;
        Thread listener = new Thread(() -> listen(started), "listen to process " + place);
        listener.setDaemon(true);
        listener.start();
    }

    private void listen(Process started) {
        try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ground.journal().told(line);
            }
        } catch (IOException killed) {
            // As it should be.
        }
    }

    /** SIGKILL. */
    void kill() {
        running().destroyForcibly().onExit().join();
    }

    void signal(String name) throws IOException {
        try {
            new ProcessBuilder(
                            "/bin/sh", "-c", "kill -" + name + " " + running().pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it has ended by itself, and says whether it has. */
    boolean ends(long seconds) {
        try {
            return running().waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
        database.close();
        redis.close();
    }
}
