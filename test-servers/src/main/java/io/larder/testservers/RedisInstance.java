package io.larder.testservers;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A Redis of one test's own, which may break it. It keeps its port when it is started again, and nothing else.
 *
 * <p>Always from the binaries of Maven Central, whatever the environment and Docker offer: those servers are shared
 * ({@link TestServers#redis()}), and cannot be stopped and killed from here. Stopped with the JVM. Not thread-safe.
 */
public final class RedisInstance implements Closeable {
    private static final String HOST = "127.0.0.1";

    private final int port;
    private final List<String> settings;
    private final @Nullable RedisCertificates certificates;
    private final Path directory = EmbeddedRedis.newDirectory();
    private final List<String> login = new CopyOnWriteArrayList<>();
    private ServerProcess process;

    private RedisInstance(int port, List<String> settings, @Nullable RedisCertificates certificates) {
        this.port = port;
        this.settings = List.copyOf(settings);
        this.certificates = certificates;
        this.process = launch(List.of());
    }

    /**
     * Starts one with further settings, each as {@code --name} and its values: {@code "--requirepass", "secret"}.
     *
     * @throws ServerUnavailableException if there are no binaries, or it does not start
     */
    public static RedisInstance start(String... settings) {
        return startAt(ServerProcess.stablePort(), settings);
    }

    /** Starts one that speaks TLS only, and wants its clients to have a certificate of the same authority. */
    public static RedisInstance startWithTls(RedisCertificates certificates, String... settings) {
        int port = ServerProcess.stablePort();
        List<String> all = new ArrayList<>(List.of("--port", "0", "--tls-port", Integer.toString(port)));
        all.addAll(certificates.serverSettings());
        all.addAll(List.of(settings));
        return new RedisInstance(port, all, certificates);
    }

    static RedisInstance startAt(int port, String... settings) {
        List<String> all = new ArrayList<>(List.of("--port", Integer.toString(port)));
        all.addAll(List.of(settings));
        return new RedisInstance(port, all, null);
    }

    private ServerProcess launch(List<String> more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(more);
        all.addAll(List.of("--bind", HOST, "--save", "", "--appendonly", "no", "--rdb-del-sync-files", "yes"));
        return EmbeddedRedis.launch(directory, all, this::answers);
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    /** Returns {@code redis://host:port}, or {@code rediss://} with TLS; without user and password. */
    public String uri() {
        return (certificates == null ? "redis://" : "rediss://") + HOST + ":" + port;
    }

    /** Says who {@link #call} is from here on: a password, or a user and a password. */
    public RedisInstance login(String... userAndPassword) {
        login.clear();
        login.addAll(List.of(userAndPassword));
        return this;
    }

    /** Opens a connection, logged in. */
    public RedisCommands connect() throws IOException {
        RedisCommands commands = certificates == null
                ? RedisCommands.connect(HOST, port)
                : RedisCommands.over(
                        certificates.clientContext().getSocketFactory().createSocket(HOST, port));
        if (!login.isEmpty()) {
            List<String> auth = new ArrayList<>(List.of("AUTH"));
            auth.addAll(login);
            commands.call(auth.toArray(String[]::new));
        }
        return commands;
    }

    /** Sends one command over a connection of its own and returns the reply, as {@link RedisCommands#call} does. */
    public @Nullable Object call(String... command) throws IOException {
        try (RedisCommands commands = connect()) {
            return commands.call(command);
        }
    }

    /** SIGKILL. */
    public void kill() throws IOException {
        process.kill();
    }

    /** SIGSTOP: connections stay open, and nothing is answered. */
    public void pause() throws IOException {
        process.signal("STOP");
    }

    /** SIGCONT. */
    public void resume() throws IOException {
        process.signal("CONT");
    }

    /**
     * Kills it if it still runs, and starts it with the same settings and some more at the same port. It has no data then,
     * unless it was told to {@code SAVE} them.
     */
    public void restart(String... more) throws IOException {
        if (process.isAlive()) {
            kill();
        }
        process = launch(List.of(more));
    }

    /** Stops it, also if it is paused. */
    @Override
    public void close() {
        process.stop();
    }

    private boolean answers() {
        try (RedisCommands commands = certificates == null
                ? RedisCommands.connect(HOST, port)
                : RedisCommands.over(
                        certificates.clientContext().getSocketFactory().createSocket(HOST, port))) {
            return isAnswer(() -> String.valueOf(commands.call("PING")));
        } catch (IOException e) {
            return false;
        }
    }

    private interface Question {
        String ask() throws IOException;
    }

    /** A refusal is an answer. */
    private static boolean isAnswer(Question question) throws IOException {
        try {
            return question.ask().equals("PONG");
        } catch (RedisRefusedException e) {
            return true;
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new ServerUnavailableException("not in 30 s: " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
