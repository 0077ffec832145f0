package io.larder.integration;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A network between an application and its database that loses what it is told to lose. Thread-safe. */
final class TcpProxy implements Closeable {
    /** What becomes of what goes by. */
    enum Fate {
        PASSED,
        /** The next request does not arrive, and the connection is gone. */
        REQUEST_LOST,
        /** The next request arrives, and the connection is gone before its answer. */
        ANSWER_LOST,
        /** The next request arrives, and its answer waits in the network until the connection is gone. */
        ANSWER_HELD
    }

    private final String host;
    private final int port;
    private final Greeting greeting;
    private final ServerSocket listener;
    private final List<Closeable> opened = new CopyOnWriteArrayList<>();
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile Fate fate = Fate.PASSED;

    private TcpProxy(String host, int port, Greeting greeting) throws IOException {
        this.host = host;
        this.port = port;
        this.greeting = greeting;
        this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        opened.add(listener);
        start("accept", this::accept);
    }

    /** Returns a proxy before the server of a URL. */
    static TcpProxy before(String url) throws IOException {
        return before(url, Greeting.UNCHANGED);
    }

    /** Returns a proxy before the server of a URL that changes what it says at the start of each connection. */
    static TcpProxy before(String url, Greeting greeting) throws IOException {
        URI server = URI.create(url.substring(url.indexOf("//")));
        return new TcpProxy(server.getHost(), server.getPort(), greeting);
    }

    /** Returns the URL by which the same database is reached through this proxy. */
    String through(String url) {
        return url.replaceFirst("//[^/]+/", "//localhost:" + listener.getLocalPort() + "/");
    }

    /** Decides about the next request. */
    void next(Fate decided) {
        fate = decided;
    }

    /** Waits until the server has answered a request whose answer does not arrive. */
    boolean awaitAnswer() throws InterruptedException {
        return answered.await(30, TimeUnit.SECONDS);
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
                "proxy " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            Socket server = new Socket(host, port);
            for (Socket socket : List.of(client, server)) {
                socket.setTcpNoDelay(true);
                opened.add(socket);
            }
            // Some drivers abort a connection by another one, which is spared.
            boolean spared = fate != Fate.PASSED;
            start("requests", () -> requests(client, server, spared));
            start("answers", () -> answers(client, server, spared));
        }
    }

    private void requests(Socket client, Socket server, boolean spared) throws IOException {
        try (client;
                server) {
            byte[] buffer = new byte[8192];
            InputStream from = client.getInputStream();
            OutputStream to = server.getOutputStream();
            for (int read = from.read(buffer);
                    read >= 0 && (spared || fate != Fate.REQUEST_LOST);
                    read = from.read(buffer)) {
                to.write(buffer, 0, read);
                to.flush();
            }
        }
    }

    private void answers(Socket client, Socket server, boolean spared) throws IOException {
        // Of the client only: the server may have more to do, of which it was told before.
        try (client) {
            byte[] buffer = new byte[8192];
            DataInputStream from = new DataInputStream(server.getInputStream());
            DataOutputStream to = new DataOutputStream(client.getOutputStream());
            greeting.pass(from, to);
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                if (spared || fate == Fate.PASSED) {
                    to.write(buffer, 0, read);
                    to.flush();
                } else {
                    answered.countDown();
                    if (fate == Fate.ANSWER_LOST) {
                        break;
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    /** From here on nobody reaches anybody. */
    void cut() throws IOException {
        for (Closeable one : opened) {
            one.close();
        }
    }
}
