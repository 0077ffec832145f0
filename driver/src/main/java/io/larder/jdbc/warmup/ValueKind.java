package io.larder.jdbc.warmup;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The classes of which a script can write values, as text and back. */
enum ValueKind {
    BOOLEAN(Boolean.class, false, ValueKind::truth),
    BYTE(Byte.class, false, Byte::valueOf),
    SHORT(Short.class, false, Short::valueOf),
    INTEGER(Integer.class, false, Integer::valueOf),
    LONG(Long.class, false, Long::valueOf),
    FLOAT(Float.class, false, Float::valueOf),
    DOUBLE(Double.class, false, Double::valueOf),
    DECIMAL(BigDecimal.class, false, BigDecimal::new),
    BIG_INTEGER(BigInteger.class, false, BigInteger::new),
    TEXT(String.class, true, text -> text),
    UNIQUE(UUID.class, true, UUID::fromString),
    DATE(Date.class, true, Date::valueOf),
    TIMESTAMP(Timestamp.class, true, Timestamp::valueOf),
    LOCAL_DATE(LocalDate.class, true, LocalDate::parse),
    LOCAL_DATE_TIME(LocalDateTime.class, true, LocalDateTime::parse),
    OFFSET_DATE_TIME(OffsetDateTime.class, true, OffsetDateTime::parse),
    ZONED_DATE_TIME(ZonedDateTime.class, true, ZonedDateTime::parse),
    INSTANT(Instant.class, true, Instant::parse),
    /** As text, Base64. */
    BYTES(byte[].class, true, text -> Base64.getDecoder().decode(text));

    private final Class<?> type;
    private final boolean quoted;

    @SuppressWarnings("ImmutableEnumChecker") // Those above, which hold nothing.
    private final Function<String, Object> reader;

    ValueKind(Class<?> type, boolean quoted, Function<String, Object> reader) {
        this.type = type;
        this.quoted = quoted;
        this.reader = reader;
    }

    /** Returns the kind of a class by its name, with or without its package. */
    static Optional<ValueKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind != BYTES)
                .filter(kind -> kind.type.getName().equals(name)
                        || kind.type.getSimpleName().equalsIgnoreCase(name))
                .findFirst();
    }

    Class<?> type() {
        return type;
    }

    /** Returns whether it is written in quotes. */
    boolean isQuoted() {
        return quoted;
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if the text is none
     */
    Object read(String text) {
        try {
            return reader.apply(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "not a value of " + type.getSimpleName().toLowerCase(Locale.ROOT), e);
        }
    }

    /** Returns a value as text, from which {@link #read} gives it back; empty if there is no such text. */
    Optional<String> write(Object value) {
        if (this == BYTES && value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return Optional.of(Base64.getEncoder().encodeToString(copy));
        }
        try {
            String text = String.valueOf(value);
            // A timestamp in the hour that a change of clocks repeats is not the one that its text names.
            return type.isInstance(value) && read(text).equals(value) ? Optional.of(text) : Optional.empty();
        } catch (IllegalArgumentException unwritable) {
            return Optional.empty();
        }
    }

    private static Object truth(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException(text);
    }
}
