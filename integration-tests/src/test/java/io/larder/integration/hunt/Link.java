package io.larder.integration.hunt;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The network between one process and one server, which is delayed, held up, cut and half-closed as it is told. Thread-safe.
 */
public final class Link implements Closeable {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final byte[] GARBAGE = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final String host;
    private final int port;
    private final ServerSocket listener;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private volatile long latencyNanos;
    private volatile boolean heldUp;
    private volatile boolean refusing;
    private volatile boolean garbled;
    private volatile Replacement replacement = new Replacement(new byte[0], new byte[0]);

    /** To a server. */
    public Link(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    /** Returns where its near end is, on the local host. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How long everything takes, each way. */
    void latency(long millis) {
        latencyNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Nothing arrives until this is taken back; nothing is lost. */
    void holdUp(boolean whether) {
        heldUp = whether;
    }

    /** New connections are closed at once. */
    void refuse(boolean whether) {
        refusing = whether;
    }

    /** Instead of what the server answers comes what no client of it can read. */
    public void garble(boolean whether) {
        garbled = whether;
    }

    /** In what the server answers one word stands for another one as long; nothing, if it is empty. */
    public void replace(String word, String by) {
        replacement = new Replacement(bytes(word), bytes(by));
    }

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Replacement(byte[] word, byte[] by) {
        /** Words that lie across two buffers are left alone. */
        void in(byte[] buffer, int length) {
            for (int i = 0; word.length > 0 && i + word.length <= length; i++) {
                if (Arrays.equals(buffer, i, i + word.length, word, 0, word.length)) {
                    System.arraycopy(by, 0, buffer, i, by.length);
                }
            }
        }
    }

    /** All connections are reset, for both ends. */
    void cut() {
        pairs.forEach(Pair::reset);
    }

    /** All connections are lost to the process, and what it has sent still reaches the server. */
    void cutOff() {
        pairs.forEach(pair -> Pair.reset(pair.client));
    }

    /** No more can be sent one way, and the other way goes on. */
    void halfClose(boolean requests) {
        pairs.forEach(pair -> pair.halfClose(requests));
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException cut) {
                        // As it should be.
                    }
                },
                "link " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            if (refusing) {
                client.close();
                continue;
            }
            try {
                new Pair(client, new Socket(host, port)).begin();
            } catch (IOException serverIsDown) {
                Pair.reset(client);
            }
        }
    }

    /** One connection. */
    private final class Pair {
        private final Socket client;
        private final Socket server;
        private volatile boolean requestsEnd;
        private volatile boolean answersEnd;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void begin() throws IOException {
            for (Socket socket : List.of(client, server)) {
                socket.setTcpNoDelay(true);
            }
            pairs.add(this);
            start("requests", () -> pump(client, server, true));
            start("answers", () -> pump(server, client, false));
        }

        private void pump(Socket from, Socket to, boolean requests) throws IOException {
            byte[] buffer = new byte[16_384];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    travel();
                    if (!(requests ? requestsEnd : answersEnd)) {
                        if (!requests) {
                            replacement.in(buffer, read);
                        }
                        out.write(
                                !requests && garbled ? GARBAGE : buffer,
                                0,
                                !requests && garbled ? GARBAGE.length : read);
                        out.flush();
                    }
                }
            } finally {
                client.close();
                // Not if the answers have ended: what is on its way to the server still arrives.
                if (requests) {
                    pairs.remove(this);
                    server.close();
                }
            }
        }

        private void travel() {
            long arrival = System.nanoTime() + latencyNanos;
            for (long left = arrival - System.nanoTime(); left > 0; left = arrival - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            while (heldUp) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }

        void halfClose(boolean requests) {
            try {
                if (requests) {
                    requestsEnd = true;
                    server.shutdownOutput();
                } else {
                    answersEnd = true;
                    client.shutdownOutput();
                }
            } catch (IOException gone) {
                reset();
            }
        }

        void reset() {
            reset(client);
            reset(server);
        }

        static void reset(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException gone) {
                // As it should be.
            }
        }
    }
}
