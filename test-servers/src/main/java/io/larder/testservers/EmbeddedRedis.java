package io.larder.testservers;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Starts Redis from the static binaries that Signal publishes on Maven Central. */
final class EmbeddedRedis {
    /** What the carrier carries; its own version is another number. */
    private static final String VERSION = "7.0.15";

    private static final String NAME = "redis-" + VERSION;

    private EmbeddedRedis() {}

    static RedisServer start() {
        int port = ServerProcess.freePort();
        List<String> settings = List.of(
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                // The dash: where there is no IPv6, do without.
                "-::1",
                "--save",
                "");
        launch(newDirectory(), settings, () -> answers("127.0.0.1", port));
        return new RedisServer("embedded Redis " + VERSION, "redis://127.0.0.1:" + port, "127.0.0.1", port);
    }

    /** A directory for one server, which ends with it. */
    static Path newDirectory() {
        try {
            return ServerCache.newInstance(NAME);
        } catch (IOException e) {
            throw new ServerUnavailableException("no directory for Redis: " + e.getMessage(), e);
        }
    }

    /** Runs the binary with some settings, or a file of settings first, until it answers. */
    static ServerProcess launch(Path directory, List<String> settings, BooleanSupplier answers) {
        try {
            List<String> command =
                    new ArrayList<>(List.of(home().resolve("redis-server").toString()));
            command.addAll(settings);
            command.addAll(List.of("--dir", directory.toString()));
            return ServerProcess.start(ServerUser.choose(), "TERM", directory, command)
                    .await(answers);
        } catch (IOException e) {
            throw new ServerUnavailableException("Redis did not start: " + e.getMessage(), e);
        }
    }

    private static Path home() throws IOException {
        Platform platform = Platform.current();
        if (platform == null) {
            throw new ServerUnavailableException("there are no Redis binaries for this platform");
        }
        Optional<Carrier> carrier = Carrier.find("embedded-redis", "", platform.redisResource(VERSION));
        if (carrier.isEmpty()) {
            throw new ServerUnavailableException("org.signal:embedded-redis:0.9.1 is not on the class path");
        }
        return ServerCache.entry(NAME, directory -> unpack(carrier.get(), directory));
    }

    static boolean answers(String host, int port) {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+PONG".length());
            return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    private static void unpack(Carrier carrier, Path directory) throws IOException {
        Path server = directory.resolve("redis-server");
        try (InputStream in = carrier.resource().openStream()) {
            Files.copy(in, server);
        }
        Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
