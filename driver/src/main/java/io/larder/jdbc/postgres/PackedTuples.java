package io.larder.jdbc.postgres;

import io.larder.cache.shared.PackedReader;
import io.larder.cache.shared.PackedWriter;
import io.larder.cache.shared.UnreadableException;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Tuple;

/**
 * Rows in one array. Immutable and thread-safe: one instance serves all hits at the same time.
 *
 * <p>A row is unpacked when it is read, into arrays that nobody else has: pgjdbc hands out its internal arrays (getBytes,
 * PgArray, PGBinaryObject), and what an application writes into them must not reach the next reader.
 *
 * <p>A cell is its length plus one as a base-128 number, least significant digit first, and its bytes; 0 stands for NULL.
 */
final class PackedTuples extends AbstractList<Tuple> implements RandomAccess {
    private static final int OBJECTS = 80;

    private final byte[] cells;
    private final int[] starts;
    private final int columns;

    private PackedTuples(byte[] cells, int[] starts, int columns) {
        this.cells = cells;
        this.starts = starts;
        this.columns = columns;
    }

    /** Packs rows, each of as many columns; they were measured before and fit in one array. */
    static PackedTuples pack(List<Tuple> rows, int columns, int length) {
        byte[] cells = new byte[length];
        int[] starts = new int[rows.size()];
        int end = 0;
        int row = 0;
        for (Tuple tuple : rows) {
            starts[row++] = end;
            for (int column = 0; column < columns; column++) {
                end = append(cells, end, tuple.get(column));
            }
        }
        return new PackedTuples(cells, starts, columns);
    }

    /** Reads what {@link #writeTo} has written, and sees to it that each row has all of its cells. */
    static PackedTuples read(PackedReader in, int columns) throws UnreadableException {
        // A cell takes one byte at least.
        int[] starts = new int[in.countOf(columns)];
        byte[] cells = in.bytes();
        PackedReader walk = new PackedReader(cells);
        for (int row = 0; row < starts.length; row++) {
            starts[row] = cells.length - walk.remaining();
            for (int column = 0; column < columns; column++) {
                int length = walk.count();
                if (length > 0) {
                    walk.skip(length - 1);
                }
            }
        }
        walk.end();
        return new PackedTuples(cells, starts, columns);
    }

    void writeTo(PackedWriter out) {
        out.count(starts.length).bytes(cells);
    }

    /** Returns the length that rows have when packed, or more than the limit as soon as it is exceeded. */
    static long length(List<Tuple> rows, int columns, long limit) {
        long length = 0;
        for (Tuple row : rows) {
            for (int column = 0; column < columns; column++) {
                byte[] cell = row.get(column);
                length += cell == null ? 1 : digits(cell.length + 1L) + cell.length;
            }
            if (length > limit) {
                return length;
            }
        }
        return length;
    }

    /** Returns the heap that rows of this length occupy. */
    static long sizeInBytes(int rows, long length) {
        return OBJECTS + length + 4L * rows;
    }

    long sizeInBytes() {
        return sizeInBytes(starts.length, cells.length);
    }

    @Override
    public int size() {
        return starts.length;
    }

    /** Returns the cells of a row as they are packed, to be compared. */
    ByteBuffer packed(int index) {
        int end = index + 1 < starts.length ? starts[index + 1] : cells.length;
        return ByteBuffer.wrap(cells, starts[index], end - starts[index]).asReadOnlyBuffer();
    }

    @Override
    public Tuple get(int index) {
        byte[][] row = new byte[columns][];
        int at = starts[index];
        for (int column = 0; column < columns; column++) {
            long length = 0;
            int shift = 0;
            byte digit;
            do {
                digit = cells[at++];
                length |= (digit & 0x7FL) << shift;
                shift += 7;
            } while (digit < 0);
            if (length > 0) {
                byte[] cell = new byte[(int) length - 1];
                System.arraycopy(cells, at, cell, 0, cell.length);
                row[column] = cell;
                at += cell.length;
            }
        }
        return new Tuple(row);
    }

    private static int append(byte[] cells, int end, byte @Nullable [] cell) {
        long length = cell == null ? 0 : cell.length + 1L;
        int at = end;
        while (length > 0x7F) {
            cells[at++] = (byte) (length | 0x80);
            length >>>= 7;
        }
        cells[at++] = (byte) length;
        if (cell != null) {
            System.arraycopy(cell, 0, cells, at, cell.length);
            at += cell.length;
        }
        return at;
    }

    private static int digits(long number) {
        return number == 0 ? 1 : (70 - Long.numberOfLeadingZeros(number)) / 7;
    }
}
