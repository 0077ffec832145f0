package io.larder.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server that ends with this JVM, however this JVM ends, and takes its data directory with it.
 *
 * <p>It runs under a small shell that waits for the end of its standard input. We hold the other end of that pipe, and
 * the kernel closes it for us if we are killed.
 */
final class ServerProcess {
    /** Arguments: signal that stops the server, its directory, its command. */
    private static final String WATCHED = """
            signal=$1; directory=$2; shift 2
            cd "$directory" || exit 1
            echo $$ >shell.pid
            trap : HUP INT TERM
            exec 3<&0
            "$@" >"$directory/server.log" 2>&1 </dev/null 3<&- &
            server=$!
            { read -r _ <&3; kill -"$signal" "$server"; } >/dev/null 2>&1 &
            watch=$!
            while kill -0 "$server" 2>/dev/null; do wait "$server"; code=$?; done
            trap '' HUP INT TERM
            kill "$watch" 2>/dev/null
            [ "$code" -eq 0 ] && rm -rf "$directory" 2>/dev/null
            exit "$code"
            """;

    private static final Duration START = Duration.ofSeconds(90);

    private final Path directory;
    private final Process shell;

    private ServerProcess(Path directory, Process shell) {
        this.directory = directory;
        this.shell = shell;
    }

    static ServerProcess start(ServerUser user, String stopSignal, Path directory, List<String> command)
            throws IOException {
        List<String> watched = new ArrayList<>(List.of("/bin/sh", "-c", WATCHED, "sh", stopSignal));
        watched.add(directory.toString());
        watched.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(user.command(watched))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        ServerProcess server = new ServerProcess(directory, builder.start());
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop " + directory.getFileName()));
        return server;
    }

    /** Waits until the server answers; throws with the end of its log if it ends or does not answer in time. */
    void await(BooleanSupplier answers) {
        long end = System.nanoTime() + START.toNanos();
        while (!answers.getAsBoolean()) {
            if (System.nanoTime() > end || ended(50)) {
                String log = log();
                stop();
                throw new ServerUnavailableException("the server did not start:\n" + log);
            }
        }
    }

    void stop() {
        try {
            shell.getOutputStream().close();
            if (!ended(60_000)) {
                shell.descendants().forEach(ProcessHandle::destroyForcibly);
                shell.destroyForcibly();
            }
            // The shell has removed it, unless the server failed, or the directory's parent is not the server user's.
            ServerCache.delete(directory);
        } catch (IOException e) {
            System.err.println("[test-servers] left behind: " + directory + " (" + e + ")");
        }
    }

    /** Sends a signal to the server itself. */
    void signal(String name) {
        shell.descendants()
                .filter(process -> process.children().findAny().isEmpty()
                        && process.info()
                                .command()
                                .filter(path -> !path.endsWith("sh"))
                                .isPresent())
                .forEach(server -> {
                    try {
                        run(
                                new ServerUser("self", List.of()),
                                List.of("kill", "-" + name, Long.toString(server.pid())));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end; throws with its output if it fails. */
    static void run(ServerUser user, List<String> command) throws IOException {
        Process process = new ProcessBuilder(user.command(command))
                .redirectErrorStream(true)
                .directory(Path.of("/").toFile())
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command.get(0) + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in " + command.get(0), e);
        }
    }

    private boolean ended(long millis) {
        try {
            return shell.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private String log() {
        try {
            List<String> lines = Files.readAllLines(directory.resolve("server.log"), StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }
}
