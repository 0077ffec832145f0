package io.larder.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserTreeConstants;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.schema.Table;

/**
 * Asks JSqlParser, which knows the grammar and not only the clauses, whether it sees the same tables and functions.
 *
 * <p>It gets a text that is made of our tokens, so that it cannot cut the statement differently; and what it saw is taken
 * from the nodes that the parser itself made, because its visitors pass over parts of a statement.
 */
final class SecondOpinion {
    /** What became of the question. */
    enum Answer {
        SAME,
        OTHER,
        /** The parser does not know the syntax, or the statement is too large to ask. */
        NONE
    }

    /** Parsing takes about a microsecond per token; how deep the parser's own stack gets is the other limit. */
    private static final int MOST_TOKENS = 4_000;

    private static final int DEEPEST = 30;

    /** Others are replaced: which operator it is does not matter, and the parser does not know them all. */
    private static final Set<String> KNOWN_OPERATORS =
            Set.of("+", "-", "*", "/", "%", "=", "<", ">", "<=", ">=", "<>", "!=", "||", "::", "~", "&", "|");

    private final List<String> tables = new ArrayList<>();
    private final Set<String> functions = new HashSet<>();

    private SecondOpinion() {}

    static Answer about(List<Token> tokens, Groups groups, Findings findings) {
        if (tokens.size() > MOST_TOKENS || groups.depth() > DEEPEST) {
            return Answer.NONE;
        }
        SecondOpinion opinion = new SecondOpinion();
        try {
            CCJSqlParser parser = new CCJSqlParser(text(tokens)).withAllowComplexParsing(true);
            parser.Statement();
            opinion.collect(parser.getASTRoot());
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            return Answer.NONE;
        } catch (Error e) {
            // The parser's lexer throws one of its own for characters that it does not know.
            if (e instanceof VirtualMachineError) {
                throw e;
            }
            return Answer.NONE;
        }
        return opinion.agrees(tokens, findings) ? Answer.SAME : Answer.OTHER;
    }

    private static String text(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        for (Token token : tokens) {
            text.append(word(token)).append(' ');
        }
        return text.toString();
    }

    private static String word(Token token) {
        return switch (token.kind()) {
            case QUOTED_NAME -> "\"quoted" + token.start() + '"';
            case STRING -> "'s'";
            case OPERATOR -> KNOWN_OPERATORS.contains(token.text()) ? token.text() : "+";
            case WORD -> token.folded();
            default -> token.text();
        };
    }

    private void collect(Node node) {
        Object value = node.jjtGetValue();
        if (node.getId() == CCJSqlParserTreeConstants.JJTTABLENAME && value instanceof Table table) {
            // In t.* the parser makes a table of the qualifier.
            if (!node.jjtGetLastToken().next.image.equals(".")) {
                tables.add(table.getName());
            }
        } else if (node.getId() == CCJSqlParserTreeConstants.JJTFUNCTION && value instanceof Function function) {
            String name = function.getName();
            functions.add(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        }
        if (node.jjtGetNumChildren() > 0) {
            for (Node child : node.jjtGetChildren()) {
                collect(child);
            }
        }
    }

    private boolean agrees(List<Token> tokens, Findings findings) {
        List<String> ours = new ArrayList<>();
        findings.namedTables.forEach(token -> ours.add(word(token)));
        Collections.sort(ours);
        Collections.sort(tables);
        return ours.equals(tables) && functions.stream().allMatch(function -> isKnown(function, tokens, findings));
    }

    private static boolean isKnown(String function, List<Token> tokens, Findings findings) {
        if (findings.calledFunctions.contains(function) || Words.NOT_CALLED.contains(function)) {
            return true;
        }
        return tokens.stream()
                .anyMatch(token -> token.kind() == TokenKind.QUOTED_NAME
                        && word(token).equals(function)
                        && findings.calledFunctions.contains(token.name()));
    }
}
