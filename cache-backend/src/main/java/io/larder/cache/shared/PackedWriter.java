package io.larder.cache.shared;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes what {@link PackedReader} reads. Not thread-safe. */
public final class PackedWriter {
    private byte[] bytes;
    private int length;

    /** @param expected about how many bytes will be written */
    public PackedWriter(int expected) {
        bytes = new byte[Math.max(16, expected)];
    }

    /** Returns what was written. */
    public byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Returns how much was written. */
    int length() {
        return length;
    }

    /** Appends one byte. */
    public PackedWriter one(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** Appends a number in four bytes. */
    public PackedWriter four(int value) {
        return one(value >>> 24).one(value >>> 16).one(value >>> 8).one(value);
    }

    /** Appends a number in eight bytes. */
    public PackedWriter eight(long value) {
        return four((int) (value >>> 32)).four((int) value);
    }

    /** Appends a number that is not negative in as few bytes as it takes. */
    public PackedWriter count(int value) {
        int rest = value;
        while (rest > 0x7F) {
            one(rest | 0x80);
            rest >>>= 7;
        }
        return one(rest);
    }

    /** Appends bytes and their number. */
    public PackedWriter bytes(byte[] part) {
        count(part.length);
        return raw(part, part.length);
    }

    /** Appends a text; half a character is lost. */
    public PackedWriter text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends the first of some bytes, without their number. */
    PackedWriter raw(byte[] part, int count) {
        ensure(count);
        System.arraycopy(part, 0, bytes, length, count);
        length += count;
        return this;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            int needed = Math.addExact(length, more);
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length)));
        }
    }
}
