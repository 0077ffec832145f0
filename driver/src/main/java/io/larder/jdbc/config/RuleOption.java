package io.larder.jdbc.config;

import io.larder.cache.Priority;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule can say: {@code larder.rule.<its name>.<name>=…}. The only place where that is defined; docs/rules.md and the
 * error messages are made from it. Immutable.
 */
public final class RuleOption<T> {
    static final RuleOption<Set<String>> TABLE = new RuleOption<>(
            "table", true, new NameListType("tables"), "Queries that read one of these tables, also by a view.");

    static final RuleOption<String> TEXT = new RuleOption<>(
            "text",
            true,
            new TextType("the text of a query, with `*` for anything"),
            "Queries of this text; `*` stands for anything, letter case and white space do not matter, numbers and strings "
                    + "in it are written as `1` and `''`.");

    static final RuleOption<String> TAG = new RuleOption<>(
            "tag",
            true,
            new TextType("the name of a tag"),
            "Queries with this tag in a comment: `/* larder: tag=report */`.");

    static final RuleOption<Ttl> TTL = new RuleOption<>(
            "ttl", false, new TtlType(), "Age after which an answer is not served, in place of `larder.ttl`.");

    static final RuleOption<Store> STORE = new RuleOption<>(
            "store", false, new OptionType.Choice<>(Store.class), "Where answers are kept; `both` if nothing is said.");

    static final RuleOption<Duration> MAX_AGE = new RuleOption<>(
            "maxAge",
            false,
            new DurationType("1ms", "365d"),
            "Upper bound of the age, also of one that a comment gives.");

    static final RuleOption<Integer> MAX_ROWS = new RuleOption<>(
            "maxRows",
            false,
            new OptionType.Count("rows", 1, 1_000_000),
            "Rows of the largest answer that is kept, in place of `larder.maxRows`.");

    static final RuleOption<Long> MAX_BYTES = new RuleOption<>(
            "maxBytes",
            false,
            new SizeType("1KB", "1GB"),
            "Size of the largest answer that is kept, in place of `larder.maxBytes`.");

    static final RuleOption<Priority> PRIORITY = new RuleOption<>(
            "priority",
            false,
            new OptionType.Choice<>(Priority.class),
            "Where memory is full: answers of high priority make room for each other only, and take half of it at most; "
                    + "those of low priority push out nobody.");

    static final RuleOption<Optional<Duration>> REFRESH_AHEAD = new RuleOption<>(
            "refreshAhead",
            false,
            new OptionType.Switched<>(new DurationType("1ms", "365d")),
            "So long before its end an answer is asked for anew by one who would be served; if nothing is said, the sooner "
                    + "the dearer it is.");

    static final List<RuleOption<?>> ALL =
            List.of(TABLE, TEXT, TAG, TTL, STORE, MAX_AGE, MAX_ROWS, MAX_BYTES, PRIORITY, REFRESH_AHEAD);

    private final String name;
    private final boolean condition;
    private final OptionType<T> type;
    private final String description;

    private RuleOption(String name, boolean condition, OptionType<T> type, String description) {
        this.name = name;
        this.condition = condition;
        this.type = type;
        this.description = description;
    }

    /** Returns its last part of the name. */
    String name() {
        return name;
    }

    /** Returns whether it says which queries the rule is about. */
    boolean isCondition() {
        return condition;
    }

    OptionType<T> type() {
        return type;
    }

    String description() {
        return description;
    }

    @Override
    public String toString() {
        return name;
    }
}
