package io.larder.jdbc.config;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names of users that are separated by commas, in lower case; {@code *} for all users, which is the empty value. */
record UserListType() implements OptionType<Optional<Set<String>>> {
    private static final String ALL = "*";

    @Override
    @SuppressWarnings("OptionalMapToOptional") // All users and what is not allowed are two things.
    public Optional<Optional<Set<String>>> parse(String text) {
        if (text.equals(ALL)) {
            return Optional.of(Optional.empty());
        }
        Set<String> names = new LinkedHashSet<>();
        for (String name : text.split(",", -1)) {
            if (name.isBlank() || name.strip().equals(ALL)) {
                return Optional.empty();
            }
            names.add(name.strip().toLowerCase(Locale.ROOT));
        }
        return Optional.of(Optional.of(Set.copyOf(names)));
    }

    @Override
    public String allowed() {
        return "*, or names of users separated by commas";
    }
}
