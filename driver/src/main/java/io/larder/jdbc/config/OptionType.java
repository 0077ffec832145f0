package io.larder.jdbc.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the text of an option becomes a value, and what may be written. Immutable. */
interface OptionType<T> {
    /** Returns the value; empty if the text is not allowed. The text has no white space around it. */
    Optional<T> parse(String text);

    /** Returns what may be written, to be read after "give". */
    String allowed();

    /** Returns all that may be written, if that is a short list; otherwise an empty list. */
    default List<String> choices() {
        return List.of();
    }

    /** Returns whether no text of it may be shown to anybody. */
    default boolean isSecret() {
        return false;
    }

    /** One constant of an enum, written in any letter case. */
    record Choice<E extends Enum<E>>(Class<E> constants) implements OptionType<E> {
        @Override
        public Optional<E> parse(String text) {
            return Arrays.stream(constants.getEnumConstants())
                    .filter(constant -> constant.name().equalsIgnoreCase(text))
                    .findFirst();
        }

        @Override
        public String allowed() {
            return String.join(" or ", choices());
        }

        @Override
        public List<String> choices() {
            return Arrays.stream(constants.getEnumConstants())
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .toList();
        }
    }

    /** Yes or no. */
    record Truth() implements OptionType<Boolean> {
        @Override
        public Optional<Boolean> parse(String text) {
            return choices().stream().filter(text::equalsIgnoreCase).findFirst().map(Boolean::valueOf);
        }

        @Override
        public String allowed() {
            return String.join(" or ", choices());
        }

        @Override
        public List<String> choices() {
            return List.of("true", "false");
        }
    }

    /** A number of things, written in digits. */
    record Count(String unit, int minimum, int maximum) implements OptionType<Integer> {
        @Override
        public Optional<Integer> parse(String text) {
            if (!text.matches("[0-9]{1,10}")) {
                return Optional.empty();
            }
            long value = Long.parseLong(text);
            return value < minimum || value > maximum ? Optional.empty() : Optional.of((int) value);
        }

        @Override
        public String allowed() {
            return "a number of " + unit + " from " + minimum + " to " + maximum;
        }
    }

    /** The path of a file, which may not exist. */
    record FilePath(String content) implements OptionType<String> {
        @Override
        public Optional<String> parse(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }

        @Override
        public String allowed() {
            return "the path of " + content;
        }
    }

    /** Something that can be switched off. */
    record Switched<T>(OptionType<T> on) implements OptionType<Optional<T>> {
        @Override
        @SuppressWarnings("OptionalMapToOptional") // What is off and what is not allowed are two things.
        public Optional<Optional<T>> parse(String text) {
            return text.equalsIgnoreCase("off")
                    ? Optional.of(Optional.empty())
                    : on.parse(text).map(Optional::of);
        }

        @Override
        public String allowed() {
            return "off, or " + on.allowed();
        }

        @Override
        public boolean isSecret() {
            return on.isSecret();
        }
    }
}
