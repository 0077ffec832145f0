package io.larder.jdbc.cache;

import io.larder.cache.Question;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Misses of one question at the same time, in one process: the first asks the database, and the others wait until it has its
 * answer. Then they look whether it was kept, like anybody else: so it is as fresh for them as for one who comes just then,
 * whatever was written while they waited. Thread-safe.
 */
public final class ConcurrentMisses {
    private final ConcurrentMap<Question, CompletableFuture<Void>> asked = new ConcurrentHashMap<>();

    /** Returns the end of what is being asked already; null if it is the caller's to ask now, and to say when it is done. */
    @Nullable
    public CompletableFuture<Void> start(Question question) {
        return asked.putIfAbsent(question, new CompletableFuture<>());
    }

    /** The answer is there, or there will be none. Called by whom it was to ask. */
    public void end(Question question) {
        CompletableFuture<Void> end = asked.remove(question);
        if (end != null) {
            end.complete(null);
        }
    }

    /** Statements of one connection that wait for what other connections ask. Thread-safe. */
    public static final class Waiting {
        private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();

        /** One at a time, because a statement may be executed by one thread only. */
        private record Waiter(Statement statement, CompletableFuture<Void> released) {}

        /** Waits for an end, for so long at most, or until it is released or interrupted. */
        public void await(CompletableFuture<Void> end, Statement statement, long nanos) {
            Waiter waiter = new Waiter(statement, new CompletableFuture<>());
            waiters.add(waiter);
            try {
                CompletableFuture.anyOf(end, waiter.released()).get(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException interrupted) {
                // As JDBC drivers do, which go on.
                Thread.currentThread().interrupt();
            } catch (TimeoutException | ExecutionException late) {
                // The caller asks the database himself.
            } finally {
                waiters.remove(waiter);
            }
        }

        /** Returns what lets a statement wait bit by bit; to be closed. */
        public Pauses pauses(Statement statement) {
            return new Pauses(new Waiter(statement, new CompletableFuture<>()));
        }

        /** Waits until it is released or interrupted, and no more then. Not thread-safe. */
        public final class Pauses implements AutoCloseable {
            private final Waiter waiter;

            private Pauses(Waiter waiter) {
                this.waiter = waiter;
            }

            /** Waits for some time; returns whether there is a reason to go on waiting. */
            boolean pause(long nanos) {
                waiters.add(waiter);
                try {
                    waiter.released().get(nanos, TimeUnit.NANOSECONDS);
                    return false;
                } catch (TimeoutException passed) {
                    return true;
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return false;
                } catch (ExecutionException never) {
                    throw new AssertionError(never);
                }
            }

            @Override
            public void close() {
                waiters.remove(waiter);
            }
        }

        /** A statement was cancelled. */
        public void release(Statement statement) {
            for (Waiter waiter : waiters) {
                if (waiter.statement() == statement) {
                    waiter.released().complete(null);
                }
            }
        }

        /** The connection is closed. */
        public void releaseAll() {
            waiters.forEach(waiter -> waiter.released().complete(null));
        }
    }
}
