package io.larder.integration.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the analysis takes for quotes, comments and the ends of statements is what the server takes for them: a query that
 * the server sees is a query that the analysis sees, a write too, and texts of one question have one answer.
 */
class ServersJudgeTextsTest {
    private static final long SEED = Long.getLong("tests.texts.seed", 20261121L);
    private static final int TEXTS = Integer.getInteger("tests.texts", 4_000);
    private static final int OF_ONE_MODE = 100;

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void theServerReadsATextAsTheAnalysisDoes(Flavor flavor) throws SQLException {
        Random random = new Random(SEED);
        RandomTexts texts = new RandomTexts(random);
        try (Judge judge = new Judge(flavor)) {
            for (int i = 0; i < TEXTS; i++) {
                if (i % OF_ONE_MODE == 0) {
                    judge.mode(flavor.modes.get(i / OF_ONE_MODE % flavor.modes.size()));
                }
                String text = texts.next();
                if (judge.judge(text)) {
                    judge.compare(text, texts.mutated(text));
                    judge.compare(text, texts.mutated(texts.mutated(text)));
                }
            }
            System.err.printf(
                    "[texts] %s seed %d: %d texts, %d were queries, %d pairs of one question%n",
                    flavor, SEED, TEXTS, judge.accepted(), judge.compared());
            assertThat(judge.findings()).as("seed %d", SEED).isEmpty();
            assertThat(judge.accepted()).isGreaterThan(TEXTS / 20);
            assertThat(judge.compared()).isGreaterThan(TEXTS / 500);
        }
    }
}
