package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.StatementPlan.Opaque;
import io.larder.sql.StatementPlan.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What holds of every text whatsoever, in one dialect. */
final class TextProperties {
    private static final Map<Dialect, TextProperties> ALL = new ConcurrentHashMap<>();

    private final Dialect dialect;
    private final LexicalRules rules;
    private final StatementPlanner planner;

    private TextProperties(Dialect dialect) {
        this.dialect = dialect;
        this.rules = LexicalRules.of(dialect);
        this.planner = new StatementPlanner(dialect, 100);
    }

    static TextProperties of(Dialect dialect) {
        return ALL.computeIfAbsent(dialect, TextProperties::new);
    }

    /** The planner that is asked. */
    StatementPlanner planner() {
        return planner;
    }

    void check(String text) {
        List<Token> tokens = Lexer.lex(text, rules);
        tokensAddUp(text, tokens);
        StatementPlan plan = planner.plan(text);
        if (plan instanceof Opaque opaque) {
            assertThat(opaque.reason()).as(text).doesNotStartWith(StatementPlanner.FAILURE);
        }
        if (StatementText.trouble(tokens).isEmpty()) {
            StatementText statement = StatementText.of(text, tokens);
            templateIsReadBack(statement);
            // MariaDB takes two minuses at the very end for a comment; but no statement ends in an operator.
            List<Token> pieces = statement.significant();
            boolean unfinished = pieces.get(pieces.size() - 1).kind() == TokenKind.OPERATOR;
            if (plan instanceof Read read && !read.question().isEmpty() && !unfinished) {
                questionIsReadBack(statement, read);
                nothingIsWritten(statement);
            }
        }
    }

    private static void tokensAddUp(String text, List<Token> tokens) {
        int at = 0;
        for (Token token : tokens) {
            assertThat(token.start()).as(text).isEqualTo(at);
            assertThat(token.end()).as(text).isGreaterThan(at);
            at = token.end();
        }
        assertThat(at).as(text).isEqualTo(text.length());
    }

    /** Two templates of one key are one template. */
    private void templateIsReadBack(StatementText statement) {
        Template template = Template.of(statement.significant(), dialect == Dialect.POSTGRESQL);
        assertThat(pieces(significant(template.key()))).isEqualTo(pieces(template.tokens()));
    }

    /** Two texts of one question have the same pieces; and the question says of itself what the text says. */
    private void questionIsReadBack(StatementText statement, Read read) {
        assertThat(pieces(significant(read.question()))).isEqualTo(pieces(statement.significant()));
        assertThat(planner.plan(read.question())).isEqualTo(read);
    }

    /** The words that start a change stand in quotes, comments, or where they lock. */
    private void nothingIsWritten(StatementText statement) {
        Token first = statement.significant().get(0);
        assertThat(List.of("insert", "update", "delete", "merge", "truncate", "call", "do", "create", "drop", "alter"))
                .doesNotContain(first.kind() == TokenKind.WORD ? first.folded() : "");
    }

    private List<Token> significant(String text) {
        List<Token> tokens = Lexer.lex(text, rules);
        assertThat(StatementText.trouble(tokens)).as(text).isEmpty();
        return StatementText.of(text, tokens).significant();
    }

    private List<String> pieces(List<Token> tokens) {
        List<String> pieces = new ArrayList<>();
        for (Token token : tokens) {
            boolean folds = dialect == Dialect.POSTGRESQL && token.kind() == TokenKind.WORD;
            pieces.add(token.kind() + " " + (folds ? token.folded() : token.text()));
        }
        return pieces;
    }
}
