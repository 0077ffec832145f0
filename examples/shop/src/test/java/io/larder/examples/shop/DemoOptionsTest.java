package io.larder.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.examples.shop.DemoOptions.BadOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {
    @Test
    void withoutOptionsItBringsItsOwnServer() throws BadOptions {
        assertThat(DemoOptions.parse()).isEqualTo(new DemoOptions(null, null, null, 20, 4, 10, 42, false, false));
    }

    @Test
    void everyOptionIsHeard() throws BadOptions {
        String line =
                "--url jdbc:postgresql://db/shop --user u --password p --seconds 5 --threads 2 --writes 0 --seed -1";

        assertThat(DemoOptions.parse(line.split(" ")))
                .isEqualTo(new DemoOptions("jdbc:postgresql://db/shop", "u", "p", 5, 2, 0, -1, false, false));
    }

    @Test
    void aStartIsComparedWithoutWritesUnlessTheyAreAskedFor() throws BadOptions {
        assertThat(DemoOptions.parse("--warm")).isEqualTo(new DemoOptions(null, null, null, 20, 4, 0, 42, true, false));
        assertThat(DemoOptions.parse("--writes", "3", "--warm").writePercent()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "--wat, unknown option: --wat",
        "--seconds, --seconds wants a value",
        "--seconds 0, --seconds wants a whole number from 1 to 600; not 0",
        "--threads many, --threads wants a whole number from 1 to 64; not many",
        "--url jdbc:mysql://db/shop, --url wants the bare driver's URL",
        "--url jdbc:larder:postgresql://db/shop, --url wants the bare driver's URL",
        "--user u, --user and --password belong to --url"
    })
    void aSlipIsNamed(String line, String message) {
        assertThatThrownBy(() -> DemoOptions.parse(line.split(" "))).hasMessageContaining(message);
    }

    @Test
    void badOptionsAndHelpHaveTheirOwnStatus() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        assertThat(run(out, err, "--wat")).isEqualTo(2);
        assertThat(run(out, err, "--help")).isZero();

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("unknown option: --wat", "--help");
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: ./demo");
    }

    private static int run(ByteArrayOutputStream out, ByteArrayOutputStream err, String... arguments) {
        return Demo.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }
}
