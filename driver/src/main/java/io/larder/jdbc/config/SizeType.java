package io.larder.jdbc.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size in bytes, within bounds that are written the same way.
 *
 * <p>{@code KB}, {@code MB}, … are powers of 1000 (SI) and {@code KiB}, {@code MiB}, … powers of 1024 (IEC 80000-13). A
 * bare {@code M} could mean either, and is not read.
 */
record SizeType(String minimum, String maximum) implements OptionType<Long> {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18}) ?([A-Za-z]*)");
    private static final Map<String, Long> UNITS = Map.of(
            "", 1L,
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "tb", 1_000_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30,
            "tib", 1L << 40);

    @Override
    public Optional<Long> parse(String text) {
        return bytes(text).filter(size -> size >= bound(minimum) && size <= bound(maximum));
    }

    @Override
    public String allowed() {
        return "a size from " + minimum + " to " + maximum + ", such as 64MB, 1GiB or 1048576 (bytes)";
    }

    private static long bound(String text) {
        return bytes(text).orElseThrow();
    }

    private static Optional<Long> bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Long unit = UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT));
        if (unit == null) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return number > Long.MAX_VALUE / unit ? Optional.empty() : Optional.of(number * unit);
    }
}
