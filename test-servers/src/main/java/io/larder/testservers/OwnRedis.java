package io.larder.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A Redis of one test's own, always at the same port, that can be away, silent, or back without its memory. */
public final class OwnRedis implements AutoCloseable {
    private final int port = ServerProcess.stablePort();
    private @Nullable RedisInstance running;

    /** Not started yet. */
    public OwnRedis() {}

    /** Returns {@code redis://host:port}, where it is or will be. */
    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it, with nothing in its memory. */
    public void start() {
        running = RedisInstance.startAt(port);
    }

    /** Ends it; connections are closed. */
    public void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /** Stops its process where it stands; connections stay open. */
    public void pause() {
        signal(RedisInstance::pause);
    }

    /** Lets its process go on. */
    public void resume() {
        signal(RedisInstance::resume);
    }

    private interface Signal {
        void to(RedisInstance redis) throws IOException;
    }

    private void signal(Signal signal) {
        if (running == null) {
            throw new IllegalStateException("not running");
        }
        try {
            signal.to(running);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
