package io.larder.jdbc.config;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names that are separated by commas, each alone or behind that of its schema; {@code none} for no name. The value has the
 * last part of each, in lower case: that is what names are compared by.
 *
 * @param things what the names are of
 */
record NameListType(String things) implements OptionType<Set<String>> {
    private static final String PART = "[\\p{L}_][\\p{L}\\p{N}_$]*";
    private static final Pattern NAME = Pattern.compile("(?:" + PART + "\\.)*(" + PART + ")");

    @Override
    public Optional<Set<String>> parse(String text) {
        if (text.equalsIgnoreCase("none")) {
            return Optional.of(Set.of());
        }
        Set<String> names = new LinkedHashSet<>();
        for (String name : text.split(",", -1)) {
            var matcher = NAME.matcher(name.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            names.add(matcher.group(1).toLowerCase(Locale.ROOT));
        }
        return Optional.of(Set.copyOf(names));
    }

    @Override
    public String allowed() {
        return "none, or names of " + things + " separated by commas, such as slug, shop.net_price";
    }
}
