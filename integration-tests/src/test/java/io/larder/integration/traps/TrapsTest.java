package io.larder.integration.traps;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.integration.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code -Dtests.trap=name} only those whose name contains it. */
class TrapsTest {
    private static final List<Trap> TRAPS = Scripts.traps();
    private static final Scoreboard SCOREBOARD = new Scoreboard();

    static Stream<Arguments> played() {
        String wanted = System.getProperty("tests.trap", "");
        return TRAPS.stream()
                .filter(trap -> (trap.theme() + "/" + trap.name()).contains(wanted))
                .flatMap(trap -> Stream.of(TestDatabase.values())
                        .filter(trap.on()::contains)
                        .map(database -> Arguments.of(trap.name(), database, trap)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("played")
    void larderWalksIntoNoTrap(String name, TestDatabase database, Trap trap) throws Exception {
        Verdict bare = Performance.bare(trap, database);
        assertThat(bare.wrong()).as("what the bare driver gave").isEmpty();
        assertThat(bare.opponentWrong())
                .as("a cache that looks only at the text walks into it, unless the script says why not")
                .isEqualTo(trap.harmless().isEmpty());
        Verdict larder = Performance.throughLarder(trap, database);
        SCOREBOARD.add(trap, database, larder);
        assertThat(larder.wrong()).as("what Larder gave").isEmpty();
    }

    @Test
    void almostAllTrapsCatchACacheThatLooksOnlyAtTheText() {
        List<Trap> harmless =
                TRAPS.stream().filter(trap -> !trap.harmless().isEmpty()).toList();
        assertThat(TRAPS).hasSizeGreaterThanOrEqualTo(150);
        assertThat(harmless).hasSizeLessThanOrEqualTo(TRAPS.size() / 10);
    }

    @AfterAll
    static void print() {
        System.out.println(SCOREBOARD);
    }
}
