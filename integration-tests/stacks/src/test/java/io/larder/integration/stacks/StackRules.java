package io.larder.integration.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.jdbc.api.CacheStatistics;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for a shop in every framework: nobody could tell it from the bare driver, it is served, it sees writes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StackRules {
    /** Rounds of questions after which each is in the cache in each form. */
    static final int WARM = 12;

    /** Starts the application. It knows nothing but a URL. */
    abstract Shop open(String url) throws Exception;

    Stream<StackDatabase> databases() {
        return Stream.of(StackDatabase.values());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void behavesAsOnTheBareDriver(StackDatabase database) throws Exception {
        try (Stage bare = Stage.bare(database);
                Stage larder = Stage.larder(database)) {
            List<String> expected = story(bare);
            List<String> told = story(larder);
            assertThat(told).isEqualTo(expected);
            System.out.println(figures(database, bare, larder));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatIsAskedAgainIsAHit(StackDatabase database) throws Exception {
        try (Stage stage = Stage.larder(database);
                Shop shop = filled(stage)) {
            List<String> first = warm(shop);
            long before = stage.statistics().hits();
            int sent = stage.asked().size();
            for (int i = 0; i < 10; i++) {
                assertThat(answers(shop)).isEqualTo(first);
            }
            CacheStatistics after = stage.statistics();
            assertThat(after.hits() - before)
                    .as("hits of 30 questions; %s", after)
                    .isEqualTo(30);
            assertThat(stage.asked().subList(sent, stage.asked().size()))
                    .as("statements of 30 hits")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatOneWritesTheOtherSeesAtOnce(StackDatabase database) throws Exception {
        try (Stage stage = Stage.larder(database);
                Shop alice = filled(stage);
                Shop bob = open(stage.url())) {
            for (int sold = 1; sold <= 5; sold++) {
                answers(bob);
                alice.sell(1, 1);
                assertThat(bob.find(1)).isEqualTo("1 apple " + (10 - sold));
                assertThat(bob.all()).contains("1 apple " + (10 - sold));
                assertThat(bob.pieces()).isEqualTo(30 - sold);
            }
            bob.sell(2, 20);
            assertThat(alice.find(2)).isEqualTo("2 pear 0");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatIsRolledBackIsNotSeen(StackDatabase database) throws Exception {
        try (Stage stage = Stage.larder(database);
                Shop alice = filled(stage);
                Shop bob = open(stage.url())) {
            List<String> before = answers(bob);
            assertThatThrownBy(() -> alice.sellAndFail(1, 7)).hasRootCauseInstanceOf(Shop.Failed.class);
            assertThat(answers(alice)).isEqualTo(before);
            assertThat(answers(bob)).isEqualTo(before);
        }
    }

    final Shop filled(Stage stage) throws Exception {
        Shop shop = open(stage.url());
        shop.createTables();
        shop.add(1, "apple", 10);
        shop.add(2, "pear", 20);
        return shop;
    }

    /**
     * Asks so often that all is served: a pool that is being filled may have the schema read meanwhile, and PostgreSQL's driver
     * changes from text to binary with the sixth execution of a statement.
     */
    private static List<String> warm(Shop shop) {
        List<String> answers = answers(shop);
        for (int round = 0; round < WARM; round++) {
            assertThat(answers(shop)).isEqualTo(answers);
        }
        return answers;
    }

    private static List<String> answers(Shop shop) {
        List<String> answers = new ArrayList<>(shop.all());
        answers.add(shop.find(1));
        answers.add(Integer.toString(shop.pieces()));
        return answers;
    }

    private List<String> story(Stage stage) throws Exception {
        List<String> told = new ArrayList<>();
        try (Shop shop = filled(stage)) {
            for (int round = 1; round <= 3; round++) {
                told.addAll(answers(shop));
                told.addAll(answers(shop));
                shop.sell(1, round);
                told.add(attempt(() -> shop.find(1)));
                told.add(attempt(() -> shop.find(99)));
                told.add(attempt(() -> refused(() -> shop.sellAndFail(2, 1))));
                told.add(attempt(() -> refused(() -> shop.add(2, "pear again", 1))));
                shop.add(2 + round, "plum", round);
            }
            told.addAll(answers(shop));
            told.addAll(shop.particulars());
        }
        return told;
    }

    private static String refused(Runnable action) {
        action.run();
        return "done";
    }

    /** Returns what was answered, or what was thrown and why. */
    static String attempt(Callable<String> action) {
        try {
            return String.valueOf(action.call());
        } catch (Exception failure) {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            String state = root instanceof SQLException sql ? " " + sql.getSQLState() : "";
            return failure.getClass().getName() + " <- " + root.getClass().getName() + state + ": " + root.getMessage();
        }
    }

    private String figures(StackDatabase database, Stage bare, Stage larder) throws SQLException {
        CacheStatistics statistics = larder.statistics();
        return "[stacks] " + getClass().getSimpleName() + " on " + database + ": statements "
                + bare.statements().size() + " -> " + larder.statements().size() + ", hits " + statistics.hits()
                + ", misses " + statistics.misses() + ", not cacheable " + statistics.bypasses();
    }
}
