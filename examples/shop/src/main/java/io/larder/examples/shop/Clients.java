package io.larder.examples.shop;

import io.larder.examples.shop.Operation.Question;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads that visit the shop. Each operation runs under the shared side of a lock, so that whoever takes the other
 * side has the database to himself: nothing is under way then, and answers can be compared.
 */
final class Clients implements AutoCloseable {
    private final ShopWorkload shop;
    private final List<Client> clients = new ArrayList<>();
    private final ReadWriteLock gate = new ReentrantReadWriteLock(true);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean measuring;

    Clients(ShopWorkload shop, DemoOptions options) {
        this.shop = shop;
        for (int i = 0; i < options.threads(); i++) {
            Client client = new Client(new Traffic(options.seed() * 31 + i, options.writePercent()));
            clients.add(client);
            client.setName("client-" + i);
            client.setDaemon(true);
            client.start();
        }
    }

    /** What runs while the clients stand still. */
    @FunctionalInterface
    interface Inspection {
        void run() throws SQLException;
    }

    void measure() {
        measuring = true;
    }

    /** Lets the clients work; throws what stopped one of them. */
    void workFor(long millis) throws SQLException, InterruptedException {
        if (end.await(millis, TimeUnit.MILLISECONDS)) {
            throw new SQLException("a client failed", failure.get());
        }
    }

    void whileStandingStill(Inspection inspection) throws SQLException {
        gate.writeLock().lock();
        try {
            inspection.run();
        } finally {
            gate.writeLock().unlock();
        }
    }

    /** Different questions, the latest first; to be called while the clients stand still. */
    Set<Question> lately(int count) {
        Set<Question> questions = new LinkedHashSet<>();
        for (int i = 0; i < Client.MEMORY && questions.size() < count; i++) {
            for (Client client : clients) {
                Question question = client.recent[Math.floorMod(client.asked - 1 - i, Client.MEMORY)];
                if (question != null && questions.size() < count) {
                    questions.add(question);
                }
            }
        }
        return questions;
    }

    Map<String, Latencies.Sample> latencies() {
        Collection<Latencies> all = clients.stream().map(c -> c.latencies).toList();
        return Latencies.merge(all);
    }

    /** Ends the work; returns when the clients are done with what they were at. */
    void stop() {
        end.countDown();
        for (Client client : clients) {
            try {
                client.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        stop();
    }

    private final class Client extends Thread {
        private static final int MEMORY = 1_024;

        private final Traffic traffic;
        private final Latencies latencies = new Latencies();
        private final @Nullable Question[] recent = new Question[MEMORY];
        private int asked;

        Client(Traffic traffic) {
            this.traffic = traffic;
        }

        @Override
        public void run() {
            try {
                while (end.getCount() > 0) {
                    visit(traffic.next());
                }
            } catch (SQLException | RuntimeException e) {
                failure.compareAndSet(null, e);
                end.countDown();
            }
        }

        private void visit(Operation operation) throws SQLException {
            gate.readLock().lock();
            try {
                long start = System.nanoTime();
                operation.runOn(shop);
                long time = System.nanoTime() - start;
                if (measuring) {
                    latencies.add(operation.kind(), time);
                }
                if (operation instanceof Question question) {
                    recent[asked++ % MEMORY] = question;
                }
            } finally {
                gate.readLock().unlock();
            }
        }
    }
}
