package io.larder.cache.shared;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Answers on their way to a store. They are packed and sent by one thread for all of the process, which ends when it has had
 * nothing to do for a while. What is too much is dropped: it will be asked for again. Thread-safe.
 */
final class Outbox {
    /** Answers on their way, packed or not. */
    private static final int MOST_ANSWERS = 256;

    private static final long MOST_BYTES = 32L << 20;
    private static final long IDLE_SECONDS = 10;
    private static final Executor PACKER = packer();

    private final ByteStore store;
    private final EntryFormat format;
    private final Troubled writing = new Troubled();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private final LongAdder kept = new LongAdder();
    private final LongAdder tooLarge = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder refused = new LongAdder();

    Outbox(ByteStore store, EntryFormat format) {
        this.store = store;
        this.format = format;
    }

    private static Executor packer() {
        ThreadPoolExecutor packer = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(4 * MOST_ANSWERS), task -> {
                    Thread thread = new Thread(task, "larder-answers");
                    thread.setDaemon(true);
                    // It outlives whoever has it started.
                    thread.setContextClassLoader(Outbox.class.getClassLoader());
                    return thread;
                });
        packer.allowCoreThreadTimeOut(true);
        return packer;
    }

    /** @param afterwards is run when it has arrived, or never will */
    void post(
            String name,
            byte[] question,
            long size,
            Supplier<Optional<SharedAnswer>> answer,
            Duration timeToLive,
            Runnable afterwards) {
        Parcel parcel = new Parcel(name, question, size, timeToLive, afterwards);
        // Both, whatever the first says: they are taken back together.
        long count = answers.incrementAndGet();
        long total = bytes.addAndGet(size);
        if (count > MOST_ANSWERS || total > MOST_BYTES) {
            drop(parcel);
            return;
        }
        try {
            PACKER.execute(() -> send(parcel, answer));
        } catch (RejectedExecutionException full) {
            drop(parcel);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What becomes of it is counted.
    private void send(Parcel parcel, Supplier<Optional<SharedAnswer>> answer) {
        try {
            Optional<byte[]> entry = answer.get().flatMap(made -> format.pack(parcel.name(), parcel.question(), made));
            if (entry.isEmpty()) {
                tooLarge.increment();
                arrived(parcel);
            } else if (writing.mayTry()) {
                store.put(parcel.name(), entry.get(), parcel.timeToLive())
                        .whenComplete((taken, trouble) -> told(trouble == null && taken, parcel));
            } else {
                drop(parcel);
            }
        } catch (RuntimeException | Error unexpected) {
            // Also what packs it may not be there, or have no memory left.
            told(false, parcel);
        }
    }

    private void told(boolean taken, Parcel parcel) {
        writing.tell(taken);
        (taken ? kept : refused).increment();
        arrived(parcel);
    }

    private void drop(Parcel parcel) {
        dropped.increment();
        arrived(parcel);
    }

    private void arrived(Parcel parcel) {
        answers.decrementAndGet();
        bytes.addAndGet(-parcel.size());
        parcel.afterwards().run();
    }

    /** What is known of an answer before it is packed. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Parcel(String name, byte[] question, long size, Duration timeToLive, Runnable afterwards) {}

    /** Returns whether nothing is sent now, because the store was in trouble of late. */
    boolean isStopped() {
        return writing.isLeftAlone();
    }

    /** Returns whether nothing is on its way. */
    boolean isEmpty() {
        return answers.get() == 0;
    }

    SharedFigures figures(long found, long absent, long unreadable, long unavailable) {
        return new SharedFigures(
                found, absent, unreadable, unavailable, kept.sum(), tooLarge.sum(), dropped.sum(), refused.sum());
    }
}
