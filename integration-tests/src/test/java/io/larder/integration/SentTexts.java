package io.larder.integration;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The texts that pgjdbc executes, by its own log: all of them, whoever asks. Of this thread only. */
final class SentTexts extends Handler implements AutoCloseable {
    private final Logger log = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private final Thread thread = Thread.currentThread();

    SentTexts() {
        setLevel(Level.ALL);
        log.setUseParentHandlers(false);
        log.setLevel(Level.FINEST);
        log.addHandler(this);
    }

    void forget() {
        texts.clear();
    }

    Stream<String> stream() {
        return texts.stream();
    }

    @Override
    public void publish(LogRecord entry) {
        String message = entry.getMessage();
        boolean sends = message.contains("FE=> Parse(") || message.contains("FE=> SimpleQuery(");
        if (sends && Thread.currentThread() == thread) {
            texts.add(message.contains("Parse") ? message : String.valueOf(entry.getParameters()[0]));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        log.removeHandler(this);
        log.setLevel(null);
        log.setUseParentHandlers(true);
    }
}
