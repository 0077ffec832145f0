package io.larder.jdbc.config;

import java.util.Optional;

/** Where a script is. */
record ScriptType() implements OptionType<String> {
    @Override
    public Optional<String> parse(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public String allowed() {
        return "the path of an SQL script, or classpath: and its name there";
    }
}
