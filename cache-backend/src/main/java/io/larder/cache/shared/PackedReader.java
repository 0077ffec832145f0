package io.larder.cache.shared;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads numbers, texts and bytes out of an array, of which nothing is believed: whatever is said to be there is looked for
 * before memory is taken for it. Not thread-safe.
 */
public final class PackedReader {
    private static final int MOST_DIGITS = 5;

    private final byte[] bytes;
    private final int end;
    private int at;

    /** Reads all of an array. */
    public PackedReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    PackedReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** Returns the place of the next byte in the array. */
    int position() {
        return at;
    }

    /** Returns how many bytes are left. */
    public int remaining() {
        return end - at;
    }

    /** Reads one byte. */
    public int one() throws UnreadableException {
        demand(1);
        return bytes[at++] & 0xFF;
    }

    /** Reads a number of four bytes. */
    public int four() throws UnreadableException {
        return one() << 24 | one() << 16 | one() << 8 | one();
    }

    /** Reads a number of eight bytes. */
    public long eight() throws UnreadableException {
        return (long) four() << 32 | four() & 0xFFFF_FFFFL;
    }

    /** Reads a number that is not negative, in its shortest form. */
    public int count() throws UnreadableException {
        long value = 0;
        for (int digits = 0; digits < MOST_DIGITS; digits++) {
            int digit = one();
            value |= (digit & 0x7FL) << 7 * digits;
            if (digit <= 0x7F) {
                if (value > Integer.MAX_VALUE || digit == 0 && digits > 0) {
                    break;
                }
                return (int) value;
            }
        }
        throw new UnreadableException("no number");
    }

    /**
     * Reads how many things follow.
     *
     * @param atLeast bytes that each of them takes
     */
    public int countOf(int atLeast) throws UnreadableException {
        int count = count();
        if ((long) count * atLeast > remaining()) {
            throw new UnreadableException("fewer than were announced");
        }
        return count;
    }

    /** Reads bytes and their number. */
    public byte[] bytes() throws UnreadableException {
        int length = count();
        return raw(length);
    }

    /** Reads a text. */
    public String text() throws UnreadableException {
        int length = count();
        demand(length);
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
            at += length;
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableException("no text");
        }
    }

    /** Reads as many bytes. */
    byte[] raw(int length) throws UnreadableException {
        demand(length);
        byte[] part = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return part;
    }

    /** Reads bytes and their number, and returns whether they are these. */
    boolean hasBytes(byte[] expected) throws UnreadableException {
        int length = count();
        demand(length);
        boolean equal = Arrays.equals(bytes, at, at + length, expected, 0, expected.length);
        at += length;
        return equal;
    }

    /** Leaves out as many bytes. */
    public void skip(int length) throws UnreadableException {
        demand(length);
        at += length;
    }

    /** Says that nothing may be left. */
    public void end() throws UnreadableException {
        if (at != end) {
            throw new UnreadableException("more than was announced");
        }
    }

    private void demand(int length) throws UnreadableException {
        if (length > end - at) {
            throw new UnreadableException("it ends too early");
        }
    }
}
