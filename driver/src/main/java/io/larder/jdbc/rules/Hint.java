package io.larder.jdbc.rules;

import io.larder.jdbc.config.GivenRule;
import io.larder.jdbc.config.Ttl;
import java.util.Locale;
import java.util.Optional;

/**
 * What a comment in the text of a query says of it: {@code off}, {@code ttl=30s}, {@code tag=report}, several of them with
 * commas or spaces in between. Immutable.
 *
 * @param off whether it is not to be cached
 * @param understood whether all of it means something; what does not is ignored
 */
record Hint(boolean off, Optional<Ttl> ttl, Optional<String> tag, boolean understood) {
    static final Hint NONE = new Hint(false, Optional.empty(), Optional.empty(), true);

    /** @param text what follows {@code larder:} in the comments */
    static Hint of(String text) {
        Hint hint = NONE;
        for (String word : text.strip().split("[\\s,;]+")) {
            hint = hint.and(word);
        }
        return hint;
    }

    private Hint and(String word) {
        int equals = word.indexOf('=');
        String name = (equals < 0 ? word : word.substring(0, equals)).toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "" : word.substring(equals + 1);
        if (name.equals("off") && equals < 0) {
            return new Hint(true, ttl, tag, understood);
        }
        Optional<Ttl> given = name.equals("ttl") ? GivenRule.parseTtl(value) : Optional.empty();
        if (given.isPresent()) {
            return new Hint(off, given, tag, understood);
        }
        return name.equals("tag") && !value.isEmpty()
                ? new Hint(off, ttl, Optional.of(value), understood)
                : new Hint(off, ttl, tag, false);
    }
}
