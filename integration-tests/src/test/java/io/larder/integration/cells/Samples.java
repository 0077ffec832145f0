package io.larder.integration.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A list of samples in the making; gives them names. */
final class Samples {
    private final List<Sample> all = new ArrayList<>();

    Samples of(String type, @Nullable String... literals) {
        for (String literal : literals) {
            String kind = type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
            named(
                    "v" + (all.size() + 1) + "_" + kind.replaceAll("^_|_$", ""),
                    type,
                    literal == null ? "null" : literal);
        }
        return this;
    }

    Samples named(String name, String type, String literal) {
        all.add(new Sample(name, type, literal));
        return this;
    }

    List<Sample> all() {
        return List.copyOf(all);
    }
}
