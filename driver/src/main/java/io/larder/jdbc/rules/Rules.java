package io.larder.jdbc.rules;

import io.larder.jdbc.config.RuleFile;
import io.larder.jdbc.config.Ttl;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the user wants for single queries: the first rule that is about a query decides, and a comment in its text may say
 * more. Immutable.
 *
 * <p>A comment never lets more be cached than a rule does: it gives another age, within the rule's bound, or none at all.
 */
public final class Rules {
    private static final Duration LONGEST = Duration.ofDays(365);

    private final RuleFile file;
    private final Consumer<String> trouble;
    private final List<Rule> rules;

    /** @param trouble is told of comments that say nothing */
    Rules(RuleFile file, Consumer<String> trouble) {
        this.file = file;
        this.trouble = trouble;
        this.rules = file.rules().stream()
                .map(given -> new Rule(given, this::length))
                .toList();
    }

    /** Returns the file that they were read from. */
    RuleFile file() {
        return file;
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    Treatment treatment(String template, Set<TableName> tables, Hint hint) {
        if (!hint.understood()) {
            trouble.accept(
                    "a comment that begins with larder: gives something else than off, ttl=… or tag=… in " + template);
        }
        Rule.Query query = new Rule.Query(template, tables, hint);
        for (Rule rule : rules) {
            if (rule.isAbout(query)) {
                return hinted(rule.treatment(), hint, rule.maximumAge().orElse(LONGEST));
            }
        }
        return hinted(Treatment.AS_USUAL, hint, LONGEST);
    }

    private Treatment hinted(Treatment treatment, Hint hint, Duration bound) {
        if (!treatment.cached()) {
            return treatment;
        }
        if (hint.off()) {
            return Treatment.never("the comment off");
        }
        if (hint.ttl().isEmpty()) {
            return treatment;
        }
        Ttl ttl = hint.ttl().get();
        if (ttl instanceof Ttl.Never) {
            return Treatment.never("the comment ttl=never");
        }
        Duration length = length(ttl);
        Duration age = length.compareTo(bound) < 0 ? length : bound;
        return treatment.withAge(age.toNanos(), "the comment ttl=" + said(ttl));
    }

    private static String said(Ttl ttl) {
        return ttl instanceof Ttl.For given
                ? given.duration().toString()
                : ttl.toString().toLowerCase(Locale.ROOT);
    }

    private Duration length(Ttl ttl) {
        if (ttl instanceof Ttl.For given) {
            return given.duration();
        }
        if (ttl instanceof Ttl.Named named) {
            return file.classes().getOrDefault(named, named.usual());
        }
        if (ttl instanceof Ttl.Never) {
            return Duration.ZERO;
        }
        throw new AssertionError(ttl);
    }
}
