package io.larder.testservers;

import org.jspecify.annotations.Nullable;

/** A Redis of one test's own, always at the same port, that can be away, silent, or back without its memory. */
public final class OwnRedis implements AutoCloseable {
    private final int port = ServerProcess.freePort();
    private @Nullable ServerProcess process;

    /** Not started yet. */
    public OwnRedis() {}

    /** Returns {@code redis://host:port}, where it is or will be. */
    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it, with nothing in its memory. */
    public void start() {
        process = EmbeddedRedis.start(port);
    }

    /** Ends it; connections are closed. */
    public void stop() {
        ServerProcess running = process;
        if (running != null) {
            process = null;
            running.stop();
        }
    }

    /** Stops its process where it stands; connections stay open. */
    public void pause() {
        signal("STOP");
    }

    /** Lets its process go on. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        ServerProcess running = process;
        if (running == null) {
            throw new IllegalStateException("not running");
        }
        running.signal(name);
    }

    @Override
    public void close() {
        if (process != null) {
            resume();
        }
        stop();
    }
}
