package io.larder.jdbc.config;

import java.util.Optional;

/**
 * Any text that is not empty.
 *
 * @param what it is, to be read after "give"
 */
record TextType(String what) implements OptionType<String> {
    @Override
    public Optional<String> parse(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public String allowed() {
        return what;
    }
}
