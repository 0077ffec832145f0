package io.larder.jdbc.rules;

import io.larder.jdbc.config.FileState;
import io.larder.jdbc.config.RuleFile;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The rules of one file, as they are now: who asks for them looks, once a second at most, whether the file has changed. A file
 * that is gone or broken changes nothing. Thread-safe.
 */
public final class RuleBook {
    private static final long BETWEEN_LOOKS = TimeUnit.SECONDS.toNanos(1);
    private static final ConcurrentMap<String, RuleBook> BOOKS = new ConcurrentHashMap<>();

    private final Consumer<String> trouble;
    private final AtomicLong nextLook;
    private volatile Rules rules;
    /** Of the file when it was last looked at, whether it could be read or not. */
    private volatile FileState seen;

    RuleBook(RuleFile file, Consumer<String> trouble, long now) {
        this.trouble = trouble;
        this.rules = new Rules(file, trouble);
        this.seen = file.state();
        this.nextLook = new AtomicLong(now + BETWEEN_LOOKS);
    }

    /**
     * Returns the one book of a file in this process, which now says what was just read.
     *
     * @param trouble is told what is wrong with the file when it has changed, and with comments
     */
    public static RuleBook of(RuleFile file, Consumer<String> trouble) {
        RuleBook book =
                BOOKS.computeIfAbsent(file.location(), location -> new RuleBook(file, trouble, System.nanoTime()));
        book.readAgain(file);
        return book;
    }

    /**
     * Returns the rules.
     *
     * @param now {@link System#nanoTime}, or a little earlier
     */
    public Rules rules(long now) {
        long next = nextLook.get();
        if (now - next >= 0 && nextLook.compareAndSet(next, now + BETWEEN_LOOKS)) {
            look();
        }
        return rules;
    }

    private void look() {
        RuleFile known = rules.file();
        FileState state = known.stateNow();
        if (state.equals(seen)) {
            return;
        }
        seen = state;
        try {
            readAgain(known.again());
        } catch (SQLException | RuntimeException broken) {
            trouble.accept(broken.getMessage() + "; the rules of before stay in effect");
        }
    }

    /** Whatever was decided stays decided where the file says the same as before. */
    private synchronized void readAgain(RuleFile file) {
        RuleFile known = rules.file();
        seen = file.state();
        if (!known.rules().equals(file.rules()) || !known.classes().equals(file.classes())) {
            rules = new Rules(file, trouble);
        }
    }
}
