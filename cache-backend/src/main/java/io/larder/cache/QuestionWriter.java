package io.larder.cache;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts questions into bytes that mean the same in every process: each value has its type and its length in front, so that
 * no two questions have the same bytes. A value of a type that is not known makes the question one of this process alone.
 * Not thread-safe.
 */
public final class QuestionWriter {
    private static final byte NULL = 0;
    private static final byte TEXT = 1;
    private static final byte BYTES = 2;
    private static final byte LIST = 3;
    private static final byte CLASS = 4;
    private static final byte OTHER = 5;

    /** Types whose text says all of a value. */
    private static final Set<Class<?>> SAID_BY_TEXT = Set.of(
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Boolean.class,
            Character.class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            OffsetTime.class,
            ZonedDateTime.class,
            Instant.class);

    private final Function<Object, Optional<Encodable>> others;
    private byte[] bytes = new byte[256];
    private int length;
    private boolean known = true;

    /** @param others how values of further types are written; empty for those that are not known either */
    public QuestionWriter(Function<Object, Optional<Encodable>> others) {
        this.others = others;
    }

    /** Returns what was written; empty if something was not known. */
    public Optional<byte[]> toBytes() {
        return known ? Optional.of(Arrays.copyOf(bytes, length)) : Optional.empty();
    }

    /** Says that there is a part that has no such bytes. */
    public void unknown() {
        known = false;
    }

    /** Appends any value, its type included. */
    public void value(@Nullable Object value) {
        if (value == null) {
            put(NULL);
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof List<?> elements) {
            put(LIST);
            number(elements.size());
            elements.forEach(this::value);
        } else if (value instanceof ByteBuffer buffer) {
            put(BYTES);
            number(buffer.remaining());
            ensure(buffer.remaining());
            buffer.duplicate().get(bytes, length, buffer.remaining());
            length += buffer.remaining();
        } else if (value instanceof Class<?> type) {
            put(CLASS);
            text(type.getName());
            // The name says all of a class of the JDK's.
            known &= outermost(type).isPrimitive() || outermost(type).getClassLoader() == null;
        } else {
            ofOtherType(value);
        }
    }

    private static Class<?> outermost(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }

    private void ofOtherType(Object value) {
        put(OTHER);
        text(value.getClass().getName());
        if (SAID_BY_TEXT.contains(value.getClass())) {
            text(value.toString());
        } else if (value instanceof Double number) {
            number(Double.doubleToLongBits(number));
        } else if (value instanceof Float number) {
            number(Float.floatToIntBits(number));
        } else if (value instanceof Encodable encodable) {
            encodable.encode(this);
        } else {
            others.apply(value).ifPresentOrElse(other -> other.encode(this), () -> known = false);
        }
    }

    /** Appends a text. */
    public void text(String text) {
        put(TEXT);
        encoded(text.getBytes(StandardCharsets.UTF_8));
        // What is half a character has no bytes of its own.
        known &= !hasLoneSurrogate(text);
    }

    void encoded(byte[] part) {
        number(part.length);
        ensure(part.length);
        System.arraycopy(part, 0, bytes, length, part.length);
        length += part.length;
    }

    /** Appends a number, always in eight bytes. */
    public void number(long number) {
        ensure(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (number >>> shift);
        }
    }

    private void put(byte tag) {
        ensure(1);
        bytes[length++] = tag;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
        }
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(unit, text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
