package io.larder.jdbc.mariadb;

import io.larder.cache.shared.PackedReader;
import io.larder.cache.shared.PackedWriter;
import io.larder.cache.shared.UnreadableException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Rows as they arrived, in one array. Immutable and thread-safe: one instance serves all hits at the same time.
 *
 * <p>Each hit gets rows of its own: the connector hands out blobs that write into the row they were read from.
 */
final class PackedRows {
    private static final int OBJECTS = 64;

    private final byte[] rows;
    private final int[] ends;

    private PackedRows(byte[] rows, int[] ends) {
        this.rows = rows;
        this.ends = ends;
    }

    /** Packs the first rows of an array; they were measured before and fit in one array. */
    static PackedRows pack(byte[][] arrived, int count) {
        int[] ends = new int[count];
        int end = 0;
        for (int row = 0; row < count; row++) {
            end += arrived[row].length;
            ends[row] = end;
        }
        byte[] rows = new byte[end];
        for (int row = 0; row < count; row++) {
            System.arraycopy(arrived[row], 0, rows, ends[row] - arrived[row].length, arrived[row].length);
        }
        return new PackedRows(rows, ends);
    }

    /** Reads what {@link #writeTo} has written. */
    static PackedRows read(PackedReader in) throws UnreadableException {
        int[] ends = new int[in.countOf(1)];
        long end = 0;
        for (int row = 0; row < ends.length; row++) {
            end += in.count();
            // Checked below: what is more than an int ends up as a length that the rows have not.
            ends[row] = (int) end;
        }
        byte[] rows = in.bytes();
        if (rows.length != end) {
            throw new UnreadableException("rows of another length");
        }
        return new PackedRows(rows, ends);
    }

    void writeTo(PackedWriter out) {
        out.count(ends.length);
        int start = 0;
        for (int end : ends) {
            out.count(end - start);
            start = end;
        }
        out.bytes(rows);
    }

    /** Returns the heap that the first rows of an array occupy when packed. */
    static long sizeInBytes(byte[][] arrived, int count) {
        long length = 0;
        for (int row = 0; row < count; row++) {
            length += arrived[row].length;
        }
        return sizeInBytes(count, length);
    }

    long sizeInBytes() {
        return sizeInBytes(ends.length, rows.length);
    }

    int size() {
        return ends.length;
    }

    /** Returns a row as it arrived, to be compared. */
    ByteBuffer packed(int index) {
        int start = index == 0 ? 0 : ends[index - 1];
        return ByteBuffer.wrap(rows, start, ends[index] - start).asReadOnlyBuffer();
    }

    /** Returns the rows in arrays that nobody else has. */
    byte[][] unpack() {
        byte[][] unpacked = new byte[ends.length][];
        int start = 0;
        for (int row = 0; row < ends.length; row++) {
            unpacked[row] = Arrays.copyOfRange(rows, start, ends[row]);
            start = ends[row];
        }
        return unpacked;
    }

    private static long sizeInBytes(int count, long length) {
        return OBJECTS + length + 4L * count;
    }
}
