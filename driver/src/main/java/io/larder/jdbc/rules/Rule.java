package io.larder.jdbc.rules;

import io.larder.jdbc.config.GivenRule;
import io.larder.jdbc.config.Store;
import io.larder.jdbc.config.Ttl;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the user wants for some queries, and for which. Immutable. */
final class Rule {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Optional<Set<TableName>> tables;
    private final @Nullable Pattern text;
    private final Optional<String> tag;
    private final Optional<Duration> maximumAge;
    private final Treatment treatment;

    /** @param length how long answers live of which the rule says so */
    Rule(GivenRule given, Function<Ttl, Duration> length) {
        this.tables =
                given.tables().map(names -> names.stream().map(TableName::new).collect(Collectors.toSet()));
        this.text = given.text().map(Rule::pattern).orElse(null);
        this.tag = given.tag();
        this.maximumAge = given.maxAge();
        String name = "rule " + given.name() + " (" + given.where() + ")";
        Store store = given.store().orElse(Store.BOTH);
        Optional<Duration> age = Stream.concat(given.ttl().map(length).stream(), maximumAge.stream())
                .min(Duration::compareTo);
        this.treatment = given.ttl().filter(Ttl.Never.class::isInstance).isPresent()
                ? Treatment.never(name)
                : new Treatment(
                        true,
                        age.map(Duration::toNanos).orElse((long) Treatment.USUALLY),
                        store != Store.REDIS,
                        store != Store.MEMORY,
                        given.maxRows().orElse(Treatment.USUALLY),
                        given.maxBytes().orElse((long) Treatment.USUALLY),
                        given.refreshAhead().map(Duration::toNanos).orElse((long) Treatment.USUALLY),
                        name);
    }

    /** White space counts nowhere: a template has other white space than what its writer has written. */
    private static Pattern pattern(String glob) {
        String[] pieces = bare(glob).split("\\*", -1);
        return Pattern.compile(Stream.of(pieces).map(Pattern::quote).collect(Collectors.joining(".*")), Pattern.DOTALL);
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
                && (text == null || text.matcher(bare(query.template())).matches());
    }

    Treatment treatment() {
        return treatment;
    }

    /** Returns the upper bound of the age. */
    Optional<Duration> maximumAge() {
        return maximumAge;
    }

    /**
     * What rules can ask of a query.
     *
     * @param tables that it reads, those that it names and those below them
     */
    record Query(String template, Set<TableName> tables, Hint hint) {}
}
