package io.larder.integration;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before a server and changes what it says at the start of each connection. */
final class Disguise implements AutoCloseable {
    /** Passes on the start of what the server says. */
    interface Greeting {
        void pass(DataInputStream server, DataOutputStream client) throws IOException;
    }

    /** A pooler of PostgreSQL's connections: each client is told a process number that is not that of a server's session. */
    static final Greeting POOLER = (server, client) -> {
        int type;
        do {
            type = server.readByte();
            int length = server.readInt();
            byte[] body = server.readNBytes(length - 4);
            if (type == 'K') {
                body[0] ^= 0x55;
            }
            client.writeByte(type);
            client.writeInt(length);
            client.write(body);
            client.flush();
        } while (type != 'Z');
    };

    /** MariaDB that says it is MySQL. */
    static final Greeting MYSQL = (server, client) -> {
        byte[] head = server.readNBytes(4);
        int length = (head[0] & 0xff) | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16;
        byte[] body = server.readNBytes(length);
        int end = 1;
        while (body[end] != 0) {
            end++;
        }
        byte[] version = "8.0.36".getBytes(StandardCharsets.US_ASCII);
        int newLength = length - (end - 1) + version.length;
        client.write(
                new byte[] {(byte) newLength, (byte) (newLength >> 8), (byte) (newLength >> 16), head[3], body[0]});
        client.write(version);
        client.write(body, end, length - end);
        client.flush();
    };

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    Disguise(String host, int port, Greeting greeting) throws IOException {
        Meanwhile.start(() -> {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(host, port);
                sockets.addAll(List.of(client, server));
                Meanwhile.start(() -> copy(client.getInputStream(), server.getOutputStream()));
                Meanwhile.start(() -> {
                    DataInputStream said = new DataInputStream(server.getInputStream());
                    greeting.pass(said, new DataOutputStream(client.getOutputStream()));
                    return copy(said, client.getOutputStream());
                });
            }
        });
    }

    int port() {
        return door.getLocalPort();
    }

    private static long copy(InputStream from, OutputStream to) throws IOException {
        return from.transferTo(to);
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
