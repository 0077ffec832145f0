package io.larder.jdbc.warmup;

import io.larder.sql.Dialect;
import io.larder.sql.SqlScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A script as it was read.
 *
 * @param name as the user wrote it
 * @param trouble what is not understood; such statements are left out, and the others are not
 */
record WarmScript(String name, List<Statement> statements, List<WarmReport.Trouble> trouble) {
    WarmScript {
        statements = List.copyOf(statements);
        trouble = List.copyOf(trouble);
    }

    /**
     * One statement.
     *
     * @param line on which it begins
     * @param sql with a question mark for each parameter
     * @param parameters as they are written; of a {@code foreach}, examples
     */
    record Statement(int line, Directives directives, String sql, List<Written> parameters) {
        Statement {
            parameters = List.copyOf(parameters);
        }

        /** Returns what is sent: with what it says of the age of answers, in a comment that is no part of the question. */
        String text() {
            return directives
                    .ttl()
                    .or(directives::every)
                    .map(age -> "/* larder: ttl=" + age.toMillis() + "ms */ " + sql)
                    .orElse(sql);
        }

        /** Returns what it is called: by its name, else by its line. */
        String title() {
            return directives.name().orElse("line " + line);
        }
    }

    /**
     * A parameter as it is written.
     *
     * @param form how it is bound; empty if a column of the {@code foreach} is to say
     * @param value null for NULL
     * @param given whether there is a value
     */
    record Written(Optional<ParameterForm> form, @Nullable Object value, boolean given) {}

    /** Reads a script. Never fails: what is wrong is in the {@link #trouble}. */
    static WarmScript read(ScriptSource source, Dialect dialect) {
        List<Statement> statements = new ArrayList<>();
        List<WarmReport.Trouble> trouble = new ArrayList<>();
        for (SqlScript.Statement cut : SqlScript.read(source.text(), dialect)) {
            try {
                statements.add(statement(cut));
            } catch (ScriptException e) {
                trouble.add(e.trouble());
            }
        }
        return new WarmScript(source.name(), statements, trouble);
    }

    private static Statement statement(SqlScript.Statement cut) throws ScriptException {
        if (cut.trouble().isPresent()) {
            throw new ScriptException(
                    cut.line(), "not understood: " + cut.trouble().get());
        }
        Directives directives = Directives.of(cut.notes());
        List<Written> parameters = new ArrayList<>();
        for (SqlScript.Value value : cut.parameters()) {
            try {
                parameters.add(written(value, directives.foreach().isPresent()));
            } catch (IllegalArgumentException e) {
                String where = "parameter " + (parameters.size() + 1) + ": ";
                throw new ScriptException(cut.line(), where + e.getMessage());
            }
        }
        return new Statement(cut.line(), directives, cut.sql(), parameters);
    }

    /** @param foreach whether a query gives the values */
    private static Written written(SqlScript.Value value, boolean foreach) {
        // Behind the type may stand the value itself, where no literal of SQL says it.
        String[] words = value.mark().split("\\bbase64:", 2);
        String type = words[0].strip();
        if (foreach) {
            Optional<ParameterForm> form = type.isEmpty() ? Optional.empty() : Optional.of(ParameterForm.of(type));
            return new Written(form, null, false);
        }
        if (value.literal().equals("?")) {
            throw new IllegalArgumentException(
                    "a question mark without a value: write one with its type behind it, such as 42 /*?:bigint*/,"
                            + " or a foreach before the statement");
        }
        ParameterForm form = type.isEmpty() ? usual(value.literal()) : ParameterForm.of(type);
        Optional<ValueKind> kind = form.kind();
        if (words.length == 2 && kind.isPresent()) {
            return new Written(Optional.of(form), ScriptText.decoded(kind.get(), words[1].strip()), true);
        }
        return value.literal().equalsIgnoreCase("null") || kind.isEmpty()
                ? new Written(Optional.of(form), null, true)
                : new Written(Optional.of(form), kind.get().read(ScriptText.ofLiteral(value.literal())), true);
    }

    /** Returns how a literal is bound of which no type is given. */
    private static ParameterForm usual(String literal) {
        String folded = literal.toLowerCase(Locale.ROOT);
        if (folded.startsWith("'")) {
            return ParameterForm.BySetter.VARCHAR;
        }
        if (folded.equals("true") || folded.equals("false")) {
            return ParameterForm.BySetter.BOOLEAN;
        }
        if (folded.matches("-?[0-9]{1,9}")) {
            return ParameterForm.BySetter.INTEGER;
        }
        if (folded.matches("-?[0-9]{1,18}")) {
            return ParameterForm.BySetter.BIGINT;
        }
        if (folded.matches("-?[0-9.]+")) {
            return ParameterForm.BySetter.NUMERIC;
        }
        throw new IllegalArgumentException("write its type behind it, such as 42 /*?:bigint*/");
    }
}
