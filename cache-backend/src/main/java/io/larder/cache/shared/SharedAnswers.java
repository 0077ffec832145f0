package io.larder.cache.shared;

import io.larder.cache.RecentTimes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers that all processes of one database share, in a store that may do whatever it likes with them. Nothing in here
 * throws, or has a thread of the application wait for longer than it said. Thread-safe.
 */
public final class SharedAnswers {
    private static final int NAME_BYTES = 16;
    private static final String TURN = ":turn";

    private final ByteStore store;
    private final String prefix;
    private final @Nullable EntrySeal seal;
    private final EntryFormat format;
    private final Troubled reading = new Troubled();
    /** Apart: what takes no writes may still be read. */
    private final Troubled claiming = new Troubled();

    private final Outbox outbox;

    private final RecentTimes times = new RecentTimes(System.nanoTime());
    private final LongAdder found = new LongAdder();
    private final LongAdder absent = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder unavailable = new LongAdder();

    /**
     * @param namespace what the processes of one database, and no others, have in common
     * @param keys to encrypt with; without them, answers can be read and forged by whoever can reach the store
     * @param maximumBytes of an entry before it is compressed
     */
    public SharedAnswers(ByteStore store, String namespace, Optional<EncryptionKeys> keys, int maximumBytes) {
        this.store = store;
        this.prefix = "larder:" + namespace + ":answer:";
        this.seal = keys.map(EntrySeal::new).orElse(null);
        this.format = new EntryFormat(seal, maximumBytes);
        this.outbox = new Outbox(store, format);
    }

    /**
     * Looks for an answer.
     *
     * @param question all of it, in bytes
     * @param patience how long to wait at most
     */
    public Fetched<SharedAnswer> find(byte[] question, Duration patience) {
        // Who is interrupted cannot wait, which says nothing about the store.
        if (Thread.currentThread().isInterrupted() || !reading.mayTry()) {
            return unavailable("not asked");
        }
        String name = nameOf(question);
        long sentAt = System.nanoTime();
        Fetched<byte[]> fetched = awaited(store.fetch(name), patience);
        long now = System.nanoTime();
        times.took(now - sentAt, now);
        reading.tell(!(fetched instanceof Fetched.Unavailable));
        if (fetched instanceof Fetched.Found<byte[]> entry) {
            return read(name, question, entry.value());
        }
        if (fetched instanceof Fetched.Unavailable<byte[]> trouble) {
            return unavailable(trouble.cause());
        }
        absent.increment();
        return new Fetched.Absent<>();
    }

    /**
     * Keeps an answer; returns at once.
     *
     * @param size of the answer in memory, about
     * @param answer is made by another thread, unless too many are on their way; empty if it cannot be shared
     * @param timeToLive how long it is kept
     * @param turn of who has asked for it: lasts until it is there
     */
    public void keep(
            byte[] question, long size, Supplier<Optional<SharedAnswer>> answer, Duration timeToLive, Turn turn) {
        outbox.post(nameOf(question), question, size, answer, timeToLive, turn.prolonged());
    }

    /**
     * Takes the turn to ask the database a question, unless somebody has it.
     *
     * @param who equal to what nobody else calls himself
     * @param patience how long to wait for the store at most
     * @param longest after which it is nobody's again, whatever becomes of its holder
     * @return who has it
     */
    public Fetched<String> claim(byte[] question, String who, Duration patience, Duration longest) {
        if (Thread.currentThread().isInterrupted() || !claiming.mayTry()) {
            return new Fetched.Unavailable<>("not asked");
        }
        String name = nameOf(question) + TURN;
        Fetched<String> holder = awaited(store.claim(name, who, longest), patience);
        boolean answered = holder instanceof Fetched.Found;
        claiming.tell(answered);
        if (!answered) {
            // It may have been carried out.
            store.release(name, who);
        }
        return holder;
    }

    /** Gives back the turn that was claimed. */
    public void release(byte[] question, String who) {
        store.release(nameOf(question) + TURN, who);
    }

    /** Returns whether no answer is on its way to the store. */
    public boolean areAllSent() {
        return outbox.isEmpty();
    }

    /** Returns what became of it all. */
    public SharedFigures figures() {
        return outbox.figures(found.sum(), absent.sum(), unreadable.sum(), unavailable.sum());
    }

    /** Returns how long look-ups took of late, those that were given up included. */
    public RecentTimes times() {
        return times;
    }

    /** What a store is used for; each is left alone by itself when it goes wrong. */
    public enum Use {
        READ,
        WRITE,
        TURN
    }

    /** Returns whether the store is not used for something now, because that went wrong of late. */
    public boolean isLeftAlone(Use use) {
        return switch (use) {
            case READ -> reading.isLeftAlone();
            case WRITE -> outbox.isStopped();
            case TURN -> claiming.isLeftAlone();
        };
    }

    private static <T> Fetched<T> awaited(CompletableFuture<Fetched<T>> future, Duration patience) {
        try {
            return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return new Fetched.Unavailable<>("late");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Fetched.Unavailable<>("interrupted");
        } catch (ExecutionException | RuntimeException unexpected) {
            return new Fetched.Unavailable<>(unexpected.toString());
        } finally {
            future.cancel(false);
        }
    }

    private Fetched<SharedAnswer> read(String name, byte[] question, byte[] entry) {
        try {
            SharedAnswer answer = format.unpack(name, question, entry);
            found.increment();
            return new Fetched.Found<>(answer);
        } catch (UnreadableException | RuntimeException | LinkageError garbled) {
            // Or what unpacks it is not there.
            unreadable.increment();
            return new Fetched.Absent<>();
        }
    }

    private Fetched<SharedAnswer> unavailable(String cause) {
        unavailable.increment();
        return new Fetched.Unavailable<>(cause);
    }

    /** Returns the name of a question's entry: a hash finds it, and the question that is kept with it decides. */
    String nameOf(byte[] question) {
        byte[] hash = seal == null ? sha256(question) : seal.nameOf(question);
        return prefix + HexFormat.of().formatHex(Arrays.copyOf(hash, NAME_BYTES));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
