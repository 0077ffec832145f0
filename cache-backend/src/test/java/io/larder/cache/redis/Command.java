package io.larder.cache.redis;

import io.larder.testservers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command to Redis on a connection of its own, without a client. */
final class Command {
    private Command() {}

    static void send(RedisServer server, List<String> words) {
        StringBuilder request = new StringBuilder("*" + words.size() + "\r\n");
        for (String word : words) {
            request.append('$')
                    .append(word.length())
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
            String reply = new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII);
            if (!reply.equals("+OK")) {
                throw new IllegalStateException(String.join(" ", words) + " is answered by " + reply);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
