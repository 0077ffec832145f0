package io.larder.integration.stacks;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between an application and PostgreSQL and reads along which statements are run there, whoever sends them: messages
 * of the frontend, as in "Message Formats" of PostgreSQL's documentation.
 */
final class WireTap implements AutoCloseable {
    private static final Pattern SERVER = Pattern.compile("//([^:/?]+)(?::(\\d+))?");
    private static final int PROTOCOL_3 = 3;
    /** Enough to recognise a statement. */
    private static final int LENGTH = 150;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final String directUrl;
    private final String host;
    private final int port;

    private WireTap(String directUrl) throws IOException {
        this.directUrl = directUrl;
        Matcher matcher = SERVER.matcher(directUrl);
        if (!matcher.find()) {
            throw new IllegalArgumentException("names no server: " + directUrl);
        }
        host = matcher.group(1);
        port = matcher.group(2) == null ? 5432 : Integer.parseInt(matcher.group(2));
    }

    static WireTap before(String directUrl) throws IOException {
        WireTap tap = new WireTap(directUrl);
        start("tap", tap::accept);
        return tap;
    }

    /** Returns the URL of the same database by way of the tap. */
    String url() {
        String tapped = SERVER.matcher(directUrl).replaceFirst("//127.0.0.1:" + server.getLocalPort());
        return tapped + (tapped.contains("?") ? "&" : "?") + "sslmode=disable";
    }

    /** Returns the beginnings of the texts of what was executed so far. */
    List<String> statements() {
        return List.copyOf(statements);
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket application = server.accept();
            Socket database = new Socket(host, port);
            sockets.add(application);
            sockets.add(database);
            application.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            start("tap of answers", () -> forward(database, application));
            start("tap of questions", () -> readAlong(application, database));
        }
    }

    private static void forward(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        }
    }

    private void readAlong(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            DataInputStream in = new DataInputStream(from.getInputStream());
            OutputStream out = to.getOutputStream();
            Conversation conversation = new Conversation();
            boolean started = false;
            while (true) {
                int type = started ? in.readUnsignedByte() : 0;
                byte[] body = new byte[in.readInt() - Integer.BYTES];
                in.readFully(body);
                ByteBuffer message = ByteBuffer.allocate(1 + Integer.BYTES + body.length);
                if (started) {
                    message.put((byte) type);
                    conversation.heard((char) type, ByteBuffer.wrap(body));
                } else {
                    started = body[1] == PROTOCOL_3;
                }
                message.putInt(body.length + Integer.BYTES).put(body);
                out.write(message.array(), 0, message.position());
                out.flush();
            }
        }
    }

    /** One connection's prepared statements and portals. */
    private final class Conversation {
        private final Map<String, String> prepared = new HashMap<>();
        private final Map<String, String> portals = new HashMap<>();

        void heard(char type, ByteBuffer body) {
            switch (type) {
                case 'P' -> prepared.put(string(body), string(body));
                case 'B' -> portals.put(string(body), prepared.getOrDefault(string(body), "?"));
                case 'E' -> run(portals.getOrDefault(string(body), "?"));
                case 'Q' -> run(string(body));
                default -> {}
            }
        }

        private void run(String text) {
            String oneLine = text.strip().replaceAll("\\s+", " ");
            statements.add(oneLine.length() > LENGTH ? oneLine.substring(0, LENGTH) + "…" : oneLine);
        }

        private String string(ByteBuffer body) {
            int length = 0;
            while (body.get(body.position() + length) != 0) {
                length++;
            }
            byte[] text = new byte[length];
            body.get(text).get();
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    /** What a thread does until its sockets are closed. */
    private interface Task {
        void run() throws IOException;
    }

    private static void start(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException closed) {
                        // The application or the database has hung up.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
