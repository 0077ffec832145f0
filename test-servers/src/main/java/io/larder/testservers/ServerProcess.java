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
import java.util.concurrent.ThreadLocalRandom;
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
            echo "$server" >server.pid
            { read -r _ <&3; kill -"$signal" "$server"; kill -CONT "$server"; } >/dev/null 2>&1 &
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
    ServerProcess await(BooleanSupplier answers) {
        long end = System.nanoTime() + START.toNanos();
        while (!answers.getAsBoolean()) {
            if (System.nanoTime() > end || ended(50)) {
                String log = log();
                stop();
                throw new ServerUnavailableException("the server did not start:\n" + log);
            }
        }
        return this;
    }

    /** Sends the server a signal, by its name without SIG. */
    void signal(String name) throws IOException {
        String pid = Files.readString(directory.resolve("server.pid")).trim();
        run(new ServerUser("self", List.of()), List.of("/bin/sh", "-c", "kill -" + name + " " + pid));
    }

    /** Ends the server without any notice, and leaves its directory. */
    void kill() throws IOException {
        signal("KILL");
        if (!ended(10_000)) {
            throw new IOException("still there after SIGKILL: " + directory.getFileName());
        }
    }

    boolean isAlive() {
        return shell.isAlive();
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

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a port that will still be free after a restart, because no outgoing connection is ever given it, nor the one
     * 10,000 above, which a Redis Cluster wants as well.
     */
    static int stablePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_240, 22_760);
            if (isFree(port) && isFree(port + 10_000)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
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
