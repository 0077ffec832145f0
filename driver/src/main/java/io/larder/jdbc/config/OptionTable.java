package io.larder.jdbc.config;

import java.util.List;

/**
 * What is in effect of each option, as a user would write it, and where it was written; for people. Where something was
 * written makes no other configuration: all tables are equal.
 *
 * @param rows one for each option
 */
public record OptionTable(List<Row> rows) {
    /** Of a configuration that nobody wrote. */
    static final OptionTable EMPTY = new OptionTable(List.of());

    public OptionTable {
        rows = List.copyOf(rows);
    }

    /**
     * One option. Secrets are left out.
     *
     * @param value in effect
     * @param source where it was written; {@code default} if nowhere
     * @param description what the option does
     */
    public record Row(String name, String value, String defaultValue, String source, String description) {}

    static OptionTable of(FoundOptions found) {
        return new OptionTable(
                DriverOption.ALL.stream().map(option -> row(option, found)).toList());
    }

    private static Row row(DriverOption<?> option, FoundOptions found) {
        String usual = option.defaultText().orElse("");
        return new Row(
                option.name(),
                found.given(option)
                        .map(given -> option.type().isSecret() ? "…" : withoutPassword(given.value()))
                        .orElse(usual),
                usual,
                found.given(option).map(GivenOption::where).orElse("default"),
                option.description().replace("`", ""));
    }

    /** An address of Redis may hold one. */
    private static String withoutPassword(String value) {
        return value.strip().replaceAll("//[^/]*@", "//…@");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OptionTable;
    }

    @Override
    public int hashCode() {
        return OptionTable.class.hashCode();
    }
}
