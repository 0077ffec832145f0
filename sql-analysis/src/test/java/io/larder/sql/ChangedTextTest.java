package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.StatementPlan.Read;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot change the meaning of a text changes nothing of its plan; what can makes another question of it. */
class ChangedTextTest {
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void whiteSpaceAndCommentsChangeNothing(Dialect dialect) {
        StatementPlanner planner = new StatementPlanner(dialect, 1_000);
        for (String text : queries(dialect)) {
            for (String gap : List.of("\n", "/* x */", " -- x\n", "\t/* ' */\f")) {
                assertThat(planner.plan(withGaps(dialect, text, gap)))
                        .as("%s with %s", text, gap)
                        .isEqualTo(planner.plan(text));
            }
        }
    }

    /** Behind words: between strings white space has a meaning, in an escape there is no room for comments. */
    private static String withGaps(Dialect dialect, String text, String gap) {
        StringBuilder changed = new StringBuilder();
        Token previous = null;
        for (Token token : tokens(dialect, text)) {
            boolean gaps = token.kind() == TokenKind.SPACE
                    && previous != null
                    && previous.kind() == TokenKind.WORD
                    && text.charAt(previous.start()) != '{';
            changed.append(gaps ? gap : text.substring(token.start(), token.end()));
            previous = token;
        }
        return changed.toString();
    }

    @ParameterizedTest
    @EnumSource(names = "GENERIC", mode = EnumSource.Mode.EXCLUDE)
    void whiteSpaceAndCommentsAroundChangeNothing(Dialect dialect) {
        StatementPlanner planner = new StatementPlanner(dialect, 1_000);
        for (String text : queries(dialect)) {
            String stripped = text.replaceAll("^(/\\*[^+].*?\\*/|\\s)+|[\\s;]+$", "");
            assertThat(planner.plan("\n /* x */ " + stripped + " \n-- x"))
                    .as(text)
                    .isEqualTo(planner.plan(stripped));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    void theLetterCaseOfWordsChangesNothing(Dialect dialect) {
        StatementPlanner planner = new StatementPlanner(dialect, 1_000);
        for (String text : queries(dialect)) {
            StringBuilder changed = new StringBuilder();
            for (Token token : tokens(dialect, text)) {
                boolean word = token.kind() == TokenKind.WORD && text.charAt(token.start()) != '{';
                changed.append(word ? swapped(token.text()) : text.substring(token.start(), token.end()));
            }
            assertThat(planner.plan(changed.toString())).as(text).isEqualTo(planner.plan(text));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "GENERIC", mode = EnumSource.Mode.EXCLUDE)
    void literalsNamesOperatorsAndHintsMakeAnotherQuestion(Dialect dialect) {
        StatementPlanner planner = new StatementPlanner(dialect, 1_000);
        for (String text : queries(dialect)) {
            for (Token token : tokens(dialect, text)) {
                if (token.isIgnorable()) {
                    continue;
                }
                String source = text.substring(token.start(), token.end());
                String other = switch (token.kind()) {
                    case STRING, QUOTED_NAME -> {
                        int quote = source.length() - (source.endsWith("$") ? 2 : 1);
                        yield source.startsWith("$a")
                                ? source + "x"
                                : source.substring(0, quote) + "é" + source.substring(quote);
                    }
                    case NUMBER -> source + "0";
                    case WORD -> source + "z";
                    case OPERATOR -> source.equals("=") ? "<" : "=";
                    case PARAMETER -> "1";
                    default -> "/*+ x */" + source;
                };
                assertThat(question(planner, replaced(text, token, other)))
                        .as("%s for %s in %s", other, source, text)
                        .isNotEqualTo(question(planner, text));
            }
        }
    }

    /** Returns the question; of what has none something that no other has. */
    private static String question(StatementPlanner planner, String text) {
        return planner.plan(text) instanceof Read read ? read.question() : "no question: " + text;
    }

    private static List<String> queries(Dialect dialect) {
        Stream<String> lines = switch (dialect) {
            case POSTGRESQL -> PostgresPlansTest.statements().stream();
            case H2 -> H2PlansTest.statements().stream();
            default -> MariaDbPlansTest.statements().stream();
        };
        StatementPlanner planner = new StatementPlanner(dialect, 1_000);
        return lines.map(line -> line.split(" ⇒ ", -1)[0])
                .filter(text -> !text.contains("\n") && !text.contains(";") && !text.contains("--"))
                .filter(text -> planner.plan(text) instanceof Read read
                        && !read.question().isEmpty())
                .toList();
    }

    private static List<Token> tokens(Dialect dialect, String text) {
        return Lexer.lex(text, LexicalRules.of(dialect));
    }

    private static String replaced(String text, Token token, String other) {
        return text.substring(0, token.start()) + other + text.substring(token.end());
    }

    private static String swapped(String word) {
        StringBuilder swapped = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            swapped.append(c >= 'a' && c <= 'z' ? (char) (c & ~0x20) : c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
        }
        return swapped.toString();
    }
}
