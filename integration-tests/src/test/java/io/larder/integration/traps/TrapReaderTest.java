package io.larder.integration.traps;

import static io.larder.integration.TestDatabase.H2;
import static io.larder.integration.TestDatabase.MARIADB;
import static io.larder.integration.TestDatabase.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.integration.traps.Expectation.Changed;
import io.larder.integration.traps.Expectation.Failure;
import io.larder.integration.traps.Expectation.New;
import io.larder.integration.traps.Expectation.Nothing;
import io.larder.integration.traps.Expectation.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrapReaderTest {
    private static final String HEADING = "trap one-two\nfrom somebody\non h2 mariadb\n";

    private static List<Trap> read(String script) {
        return TrapReader.read("theme", script.lines().toList());
    }

    private static Step step(String line) {
        return read(HEADING + line + "\nbob select 1 --> 1").get(0).steps().get(0);
    }

    @Test
    void aTrapHasItsHeadingAndItsSteps() {
        Trap trap = read("# a remark\n" + HEADING + "\nalice select 1 --> 1").get(0);
        assertThat(trap.name()).isEqualTo("one-two");
        assertThat(trap.from()).isEqualTo("somebody");
        assertThat(trap.on()).containsExactlyInAnyOrder(H2, MARIADB);
        assertThat(trap.line()).isEqualTo(2);
        assertThat(trap.steps()).hasSize(1);
        assertThat(trap.steps().get(0).line()).isEqualTo(6);
    }

    @Test
    void whatIsIndentedGoesOn() {
        assertThat(step("alice select 1,\n   2 # no remark\n --> 1|2").text()).isEqualTo("select 1,\n2 # no remark");
    }

    @Test
    void aStepMayBeForSomeDatabases() {
        Trap trap = read(HEADING + "bob@h2,postgresql select 1 --> 1\nbob@mariadb select 2 --> 2")
                .get(0);
        assertThat(trap.steps(H2)).extracting(Step::text).containsExactly("select 1");
        assertThat(trap.steps(POSTGRESQL)).extracting(Step::text).containsExactly("select 1");
        assertThat(trap.steps(MARIADB)).extracting(Step::text).containsExactly("select 2");
    }

    @Test
    void aVerbIsACallOfJdbc() {
        assertThat(step("alice .commit").verb()).isEqualTo("commit");
        assertThat(step("alice commit").verb()).isEmpty();
        assertThat(step("alice .once select 1 --> 1").text()).isEqualTo("select 1");
    }

    @Test
    void parametersComeBehindTheText() {
        Step step = step("alice .batch update item set id = ?, name = ? <-- int 1, string a b <-- int 2, string ''");
        assertThat(step.parameters()).containsExactly(List.of("int 1", "string a b"), List.of("int 2", "string ''"));
    }

    @Test
    void whatIsExpectedComesLast() {
        assertThat(step("alice select 1 --> 1|a b / 2|c").expected()).isEqualTo(new Rows(List.of("1|a b", "2|c")));
        assertThat(step("alice select 1 --> (none)").expected()).isEqualTo(new Rows(List.of()));
        assertThat(step("alice select 1 --> (new)").expected()).isEqualTo(new New());
        assertThat(step("alice select 1 --> (error 42)").expected()).isEqualTo(new Failure("42"));
        assertThat(step("alice delete --> (changed 2)").expected()).isEqualTo(new Changed(2));
        assertThat(step("alice delete").expected()).isEqualTo(new Nothing());
        assertThat(step("alice select '-->' --> -->").text()).isEqualTo("select '-->'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "mallory select 1 ! theme.trap:4: who is mallory?",
                "alice .sing ! theme.trap:4: unknown verb: .sing",
                "alice@oracle select 1 ! theme.trap:4: unknown database: oracle",
                "alice delete --> (changed many) ! theme.trap:4: no number: (changed many)",
                "trap Two Words ! theme.trap:4: a name is words joined by hyphens: Two Words",
                "??? ! theme.trap:4: neither a heading nor a step: ???"
            })
    void anErrorNamesScriptAndLine(String line, String message) {
        String script =
                line.startsWith("trap") ? HEADING.replace("one-two", "x").strip() : HEADING.strip();
        String before = line.startsWith("trap") ? "# 1\n# 2\n# 3\n" : script + "\n";
        assertThatThrownBy(() -> read(before + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aTrapSaysWhereItComesFromWhatItExpectsAndWhereItIsPlayed() {
        assertThatThrownBy(() -> read("trap one\non h2\nbob select 1 --> 1"))
                .hasMessageContaining("where it comes from");
        assertThatThrownBy(() -> read("trap one\nfrom me\non h2\nbob delete")).hasMessageContaining("expects nothing");
        assertThatThrownBy(() -> read("trap one\nfrom me\nbob select 1 --> 1"))
                .hasMessageContaining("where it is played");
        assertThatThrownBy(() -> read(HEADING + "bob select 1 --> 1\n" + HEADING + "bob select 1 --> 1"))
                .hasMessage("theme.trap:5: there is another trap of this name: one-two");
        assertThatThrownBy(() -> read("bob select 1 --> 1")).hasMessageContaining("before the first trap");
    }
}
