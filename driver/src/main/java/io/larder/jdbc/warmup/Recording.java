package io.larder.jdbc.warmup;

import io.larder.cache.Parameter;
import io.larder.cache.Question;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.LarderVersion;
import io.larder.jdbc.cache.TextFigures;
import io.larder.jdbc.statement.AnswerForm;
import io.larder.sql.Dialect;
import io.larder.sql.SqlScript;
import io.larder.sql.StatementPlan;
import io.larder.sql.StatementPlanner;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A script of what is in memory, dearest first: made from the answers that are kept and from what is counted by text, so that
 * recording costs nothing until somebody asks for it.
 *
 * @param questions how many there are in it
 */
public record Recording(String script, int questions) {
    /** A question, whoever has asked it and in whatever form the driver hands over its answer. */
    private record Asked(String text, int maxRows, List<Parameter> parameters) {}

    /** The questions of one text. */
    private record Text(TextFigures.Snapshot figures, List<Asked> asked) {}

    /** A question as it is written. */
    private record Written(Asked asked, String sql, TextFigures.Snapshot figures) {}

    /**
     * Returns a script of the questions that have an answer in memory, and whose text had a hit.
     *
     * @param limit how many questions at most
     */
    public static Recording of(CachedDatabase database, int limit) {
        Dialect dialect = database.support().dialect();
        StatementPlanner planner = database.planner(Set.of());
        List<Written> written = new ArrayList<>();
        for (Text text : texts(database, planner)) {
            for (Asked asked : text.asked()) {
                if (written.size() < limit) {
                    written(asked, dialect, planner, text.figures()).ifPresent(written::add);
                }
            }
        }
        return new Recording(text(written), written.size());
    }

    /** Returns the texts that had a hit, dearest first: by what a question of them has saved. */
    private static List<Text> texts(CachedDatabase database, StatementPlanner planner) {
        Map<String, List<Asked>> byTemplate = new HashMap<>();
        database.answers().questions().stream()
                .map(Recording::asked)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(asked -> template(planner, asked.text())
                        .ifPresent(template -> byTemplate
                                .computeIfAbsent(template, unseen -> new ArrayList<>())
                                .add(asked)));
        List<Text> texts = new ArrayList<>();
        for (TextFigures.Snapshot figures : database.texts().snapshots()) {
            List<Asked> asked = byTemplate.get(figures.template());
            if (asked != null && figures.hits() > 0) {
                texts.add(new Text(figures, asked));
            }
        }
        texts.sort(Comparator.comparingLong(
                text -> -text.figures().savedNanos() / text.asked().size()));
        return texts;
    }

    private static Optional<Asked> asked(Question question) {
        boolean ordinary = question.form() instanceof AnswerForm form
                && form.resultSetType() == ResultSet.TYPE_FORWARD_ONLY
                && form.maximumFieldSize() == 0
                && form.escapeProcessing()
                && form.maximumRows() <= Integer.MAX_VALUE;
        return ordinary
                ? Optional.of(new Asked(
                        question.text(), (int) ((AnswerForm) question.form()).maximumRows(), question.parameters()))
                : Optional.empty();
    }

    private static Optional<String> template(StatementPlanner planner, String text) {
        return planner.plan(text) instanceof StatementPlan.Read read ? Optional.of(read.template()) : Optional.empty();
    }

    /** Empty if a script could not say it, so that it would ask something else. */
    private static Optional<Written> written(
            Asked asked, Dialect dialect, StatementPlanner planner, TextFigures.Snapshot figures) {
        List<String> parameters = new ArrayList<>();
        for (Parameter parameter : asked.parameters()) {
            written(parameter).ifPresent(parameters::add);
        }
        if (parameters.size() != asked.parameters().size()
                || !(planner.plan(asked.text()) instanceof StatementPlan.Read read)
                || read.parameterCount() != parameters.size()) {
            return Optional.empty();
        }
        String sql = SqlScript.withParameters(asked.text(), dialect, parameters);
        WarmScript back = WarmScript.read(new ScriptSource("", sql), dialect);
        boolean same = back.trouble().isEmpty()
                && back.statements().size() == 1
                && planner.plan(back.statements().get(0).sql()) instanceof StatementPlan.Read again
                && again.question().equals(asked.text());
        return same && isUnicode(sql) ? Optional.of(new Written(asked, sql, figures)) : Optional.empty();
    }

    private static Optional<String> written(Parameter parameter) {
        Optional<ParameterForm> form = ParameterForm.of(parameter);
        if (form.isEmpty()) {
            return Optional.empty();
        }
        Object value = parameter.value();
        if (value instanceof String text && !isUnicode(text)) {
            return Optional.empty();
        }
        if (value == null) {
            return Optional.of("NULL /*?:" + form.get().words() + "*/");
        }
        return form.get()
                .kind()
                .flatMap(kind -> kind.write(value).map(text -> ScriptText.parameter(form.get(), kind, text)));
    }

    /** Half a character cannot be written into a file. */
    private static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String text(List<Written> written) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "-- Recorded by Larder %s at %s: %,d questions, dearest first.%n"
                        + "-- Any SQL tool runs it; larder.warm=<this file> loads the answers.%n",
                LarderVersion.CURRENT.text(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                written.size()));
        String before = "";
        int number = 0;
        for (Written one : written) {
            TextFigures.Snapshot figures = one.figures();
            if (!figures.template().equals(before)) {
                before = figures.template();
                text.append(String.format(
                        Locale.ROOT,
                        "%n-- asked %,d times with these and other parameters; %.3f ms each at the database, %.1f s saved%n",
                        figures.requests(),
                        figures.meanDatabaseNanos() / 1e6,
                        figures.savedNanos() / 1e9));
            }
            String rows = one.asked().maxRows() > 0 ? " maxRows=" + one.asked().maxRows() : "";
            text.append(String.format("-- larder: name=q%d%s%n", ++number, rows));
            text.append(one.sql()).append(";").append(System.lineSeparator());
        }
        return text.toString();
    }
}
