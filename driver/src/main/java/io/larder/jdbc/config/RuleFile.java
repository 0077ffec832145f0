package io.larder.jdbc.config;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file says of single queries, beside the options: rules in their order, and how long the classes of ttl are. Immutable.
 *
 * @param location equal for the same file; empty if there is none
 * @param path where it can be read again; empty if it does not change
 * @param state of the file before it was read
 * @param classes how long answers of a class last, where the file says so
 * @param rules in the order in which they begin
 */
public record RuleFile(
        String location,
        Optional<Path> path,
        FileState state,
        Map<Ttl.Named, Duration> classes,
        List<GivenRule> rules) {
    /** No file, or one without rules, which could not be read again either. */
    public static final RuleFile NONE = new RuleFile("", Optional.empty(), FileState.UNKNOWN, Map.of(), List.of());

    private static final String RULE = DriverOption.PREFIX + "rule.";
    private static final String CLASS = DriverOption.TTL.name() + ".";
    private static final Pattern RULE_NAME = Pattern.compile("([A-Za-z0-9_-]+)\\.([^.]+)");
    private static final DurationType CLASS_TYPE = new DurationType("1ms", "365d");

    public RuleFile {
        classes = Map.copyOf(classes);
        rules = List.copyOf(rules);
    }

    /** Returns whether a name is that of a part of a rule, or of a class, known or not. */
    static boolean isAbout(String name) {
        return startsWith(name, RULE) || startsWith(name, CLASS);
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /**
     * Reads the file again.
     *
     * @throws SQLException that says what is wrong with it, and on which line; SQLState 08001
     */
    public RuleFile again() throws SQLException {
        if (path.isEmpty()) {
            return this;
        }
        RuleFile now = ConfigFile.read(path.get()).rules();
        return new RuleFile(location, path, now.state(), now.classes(), now.rules());
    }

    /** Returns what the file system says of the file now. */
    public FileState stateNow() {
        return path.map(FileState::of).orElse(state);
    }

    /** Takes what is about rules out of the lines of a file. */
    static RuleFile of(String file, Optional<Path> path, FileState state, List<PropertyLine> lines)
            throws SQLException {
        Map<Ttl.Named, Duration> classes = new EnumMap<>(Ttl.Named.class);
        Map<String, Draft> drafts = new LinkedHashMap<>();
        for (PropertyLine line : lines) {
            GivenOption given =
                    new GivenOption(line.name(), line.value(), "the file " + file + ", line " + line.number());
            if (startsWith(line.name(), CLASS)) {
                addClass(classes, given);
            } else if (startsWith(line.name(), RULE)) {
                Matcher name = RULE_NAME.matcher(line.name().substring(RULE.length()));
                if (!name.matches()) {
                    throw InvalidConfiguration.unknownName(given, RULE + "<name>." + RuleOption.TTL);
                }
                drafts.computeIfAbsent(name.group(1), unseen -> new Draft(given.where()))
                        .add(RULE + name.group(1) + ".", name.group(2), given);
            }
        }
        List<GivenRule> rules = new ArrayList<>();
        for (Map.Entry<String, Draft> draft : drafts.entrySet()) {
            rules.add(draft.getValue().rule(draft.getKey()));
        }
        return new RuleFile(file, path, state, classes, rules);
    }

    private static void addClass(Map<Ttl.Named, Duration> classes, GivenOption given) throws SQLException {
        Ttl.Named named = Arrays.stream(Ttl.Named.values())
                .filter(candidate -> nameOf(candidate).equalsIgnoreCase(given.name()))
                .findFirst()
                .orElseThrow(() -> InvalidConfiguration.unknownName(
                        given,
                        NearestName.of(
                                given.name(),
                                Arrays.stream(Ttl.Named.values())
                                        .map(RuleFile::nameOf)
                                        .toList())));
        classes.put(
                named,
                CLASS_TYPE
                        .parse(given.value().strip())
                        .orElseThrow(() -> InvalidConfiguration.badValue(given, CLASS_TYPE)));
    }

    private static String nameOf(Ttl.Named named) {
        return CLASS + named.name().toLowerCase(Locale.ROOT);
    }

    /** A rule of which some lines have been read. */
    private record Draft(String where, Map<RuleOption<?>, Object> values) {
        Draft(String where) {
            this(where, new LinkedHashMap<>());
        }

        void add(String prefix, String name, GivenOption given) throws SQLException {
            Optional<RuleOption<?>> known = RuleOption.ALL.stream()
                    .filter(option -> option.name().equalsIgnoreCase(name))
                    .findFirst();
            if (known.isEmpty()) {
                List<String> names =
                        RuleOption.ALL.stream().<String>map(RuleOption::name).toList();
                throw InvalidConfiguration.unknownName(given, prefix + NearestName.of(name, names));
            }
            Object value = parse(known.get(), given);
            Object other = values.put(known.get(), value);
            if (other != null && !other.equals(value)) {
                throw new InvalidConfiguration("Option " + given.name() + " is given again in " + given.where());
            }
        }

        private static <T> T parse(RuleOption<T> option, GivenOption given) throws SQLException {
            return option.type()
                    .parse(given.value().strip())
                    .orElseThrow(() -> InvalidConfiguration.badValue(given, option.type()));
        }

        GivenRule rule(String name) throws SQLException {
            if (!says(true)) {
                throw new InvalidConfiguration("Rule " + name + " in " + where
                        + " does not say which queries it is about: give it a table, a text or a tag");
            }
            if (!says(false)) {
                throw new InvalidConfiguration(
                        "Rule " + name + " in " + where + " does not say what becomes of its queries: give it a ttl");
            }
            return new GivenRule(name, where, values);
        }

        private boolean says(boolean condition) {
            return values.keySet().stream().anyMatch(option -> option.isCondition() == condition);
        }
    }
}
