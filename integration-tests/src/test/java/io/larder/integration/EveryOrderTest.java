package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Autocommit, writes, reads, ends of transactions and savepoints in every order of a few, and in longer orders by chance: what
 * Alice and Bob see and the errors that they get are those of the bare driver.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class EveryOrderTest {
    /** After the beginning of a transaction; by hand, 4 takes some minutes. */
    private static final int LENGTH = Integer.getInteger("tests.orders.length", 3);

    private static final int WALKS = Integer.getInteger("tests.orders.walks", 60);
    private static final long SEED = Long.getLong("tests.orders.seed", 4711);

    private final TestDatabase database;
    private final List<Orders> opened = new ArrayList<>();

    EveryOrderTest(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void close() throws SQLException {
        for (Orders orders : opened) {
            orders.close();
        }
    }

    private Orders orders(String url, int isolation) throws SQLException {
        Orders orders = new Orders(url, isolation);
        opened.add(orders);
        return orders;
    }

    @Test
    void atReadCommittedEveryOrderIsTheBareDrivers() throws SQLException {
        tryAll(OrderStep.essential(), OrderStep.WRITE, Connection.TRANSACTION_READ_COMMITTED);
    }

    @Test
    void atRepeatableReadEveryOrderIsTheBareDrivers() throws SQLException {
        tryAll(OrderStep.ofSnapshots(), OrderStep.OTHERS_WRITE, Connection.TRANSACTION_REPEATABLE_READ);
    }

    private void tryAll(List<OrderStep> alphabet, OrderStep needed, int isolation) throws SQLException {
        Orders bare = orders(database.create(), isolation);
        Orders larder = orders(TestDatabase.withLarder(database.create()), isolation);
        int orders = (int) Math.pow(alphabet.size(), LENGTH);
        long hits = larder.hits();
        for (OrderStep first : List.of(OrderStep.AUTOCOMMIT_OFF, OrderStep.BEGIN)) {
            for (int number = 0; number < orders; number++) {
                List<OrderStep> steps = order(first, alphabet, number);
                if (steps.contains(needed)) {
                    assertThat(larder.follow(steps)).as("%s", steps).isEqualTo(bare.follow(steps));
                }
            }
        }
        assertThat(larder.hits() - hits).as("hits").isGreaterThan(orders / 2);
    }

    private static List<OrderStep> order(OrderStep first, List<OrderStep> alphabet, int number) {
        List<OrderStep> steps = new ArrayList<>(List.of(first));
        for (int rest = number; steps.size() <= LENGTH; rest /= alphabet.size()) {
            steps.add(alphabet.get(rest % alphabet.size()));
        }
        return steps;
    }

    @Test
    void byChanceLongerOrdersAreTheBareDrivers() throws SQLException {
        SplittableRandom random = new SplittableRandom(SEED);
        List<OrderStep> often = OrderStep.essential();
        List<OrderStep> all = OrderStep.of(database);
        Orders bare = orders(database.create(), Connection.TRANSACTION_READ_COMMITTED);
        Orders larder = orders(TestDatabase.withLarder(database.create()), Connection.TRANSACTION_READ_COMMITTED);
        for (int walk = 0; walk < WALKS; walk++) {
            List<OrderStep> steps = new ArrayList<>();
            for (int length = random.nextInt(4, 12); length > 0; length--) {
                List<OrderStep> alphabet = random.nextBoolean() ? often : all;
                steps.add(alphabet.get(random.nextInt(alphabet.size())));
            }
            assertThat(larder.follow(steps))
                    .as("seed %s, walk %s: %s", SEED, walk, steps)
                    .isEqualTo(bare.follow(steps));
            bare.renew();
            larder.renew();
        }
    }
}
