package io.larder.jdbc.rules;

import io.larder.cache.Priority;
import io.larder.jdbc.config.GivenRule;
import io.larder.jdbc.config.Store;
import io.larder.jdbc.config.Ttl;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the user wants for some queries, and for which. Immutable. */
final class Rule {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Optional<Set<TableName>> tables;
    private final Optional<List<String>> text;
    private final Optional<String> tag;
    private final Treatment treatment;

    /** @param length how long answers live of which the rule says so */
    Rule(GivenRule given, Function<Ttl, Duration> length) {
        this.tables =
                given.tables().map(names -> names.stream().map(TableName::new).collect(Collectors.toSet()));
        this.text = given.text().map(Rule::pieces);
        this.tag = given.tag();
        String name = "rule " + given.name() + " (" + given.where() + ")";
        Store store = given.store().orElse(Store.BOTH);
        this.treatment = given.ttl().filter(Ttl.Never.class::isInstance).isPresent()
                ? Treatment.never(name)
                : new Treatment(
                        true,
                        given.ttl().map(length).map(Duration::toNanos).orElse((long) Treatment.USUALLY),
                        given.maxAge().map(Duration::toNanos).orElse(Long.MAX_VALUE),
                        store != Store.REDIS,
                        store != Store.MEMORY,
                        given.maxRows().orElse(Treatment.USUALLY),
                        given.maxBytes().orElse((long) Treatment.USUALLY),
                        given.priority().orElse(Priority.NORMAL),
                        given.refreshAhead().map(Duration::toNanos).orElse((long) Treatment.USUALLY),
                        name);
    }

    /** White space counts nowhere: a template has other white space than what its writer has written. */
    private static List<String> pieces(String glob) {
        return List.of(bare(glob).split("\\*", -1));
    }

    /** Each piece is looked for once: behind the one before, where it comes first. A regular expression would try all places. */
    private static boolean isMadeOf(List<String> pieces, String text) {
        String first = pieces.get(0);
        String last = pieces.get(pieces.size() - 1);
        if (pieces.size() == 1 || !text.startsWith(first)) {
            return text.equals(first);
        }
        int at = first.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = text.indexOf(piece, at);
            if (found < 0) {
                return false;
            }
            at = found + piece.length();
        }
        return text.length() - at >= last.length() && text.endsWith(last);
    }

    private static String bare(String text) {
        return SPACE.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Returns whether the rule is about a query. */
    boolean isAbout(Query query) {
        return tables.map(names -> !Collections.disjoint(names, query.tables())).orElse(true)
                && tag.map(name -> query.hint()
                                .tag()
                                .filter(name::equalsIgnoreCase)
                                .isPresent())
                        .orElse(true)
                && text.map(pieces -> isMadeOf(pieces, bare(query.template()))).orElse(true);
    }

    Treatment treatment() {
        return treatment;
    }

    /**
     * What rules can ask of a query.
     *
     * @param tables that it reads, those that it names and those below them
     */
    record Query(String template, Set<TableName> tables, Hint hint) {}
}
