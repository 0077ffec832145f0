package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A statement that ends too soon is not understood, and nothing worse. */
class CutStatementsTest {
    @ParameterizedTest
    @EnumSource(names = "GENERIC", mode = EnumSource.Mode.EXCLUDE)
    void whereverItIsCutNothingFails(Dialect dialect) {
        StatementPlanner planner = new StatementPlanner(dialect, 10_000);
        List<String> failures = new ArrayList<>();
        for (String line : statements(dialect)) {
            String text = line.split(" ⇒ ", -1)[0];
            for (Token token : Lexer.lex(text, LexicalRules.of(dialect))) {
                String cut = text.substring(0, token.end());
                if (PlanSummary.of(planner.plan(cut)).equals("failure")) {
                    failures.add(cut);
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    private static List<String> statements(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL ->
                Stream.concat(PostgresPlansTest.statements().stream(), MergePlansTest.statements().stream())
                        .toList();
            case H2 -> H2PlansTest.statements();
            default -> MariaDbPlansTest.statements();
        };
    }
}
