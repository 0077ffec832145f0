package io.larder.integration.hunt;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What all processes agree on: a file that all have mapped. It outlives each of them, costs nanoseconds, and orders what
 * happens in different processes as memory does for threads. Thread-safe, in the widest sense.
 */
final class SharedRecord {
    /** Processes over the whole hunt: one that is killed gets a new place. */
    static final int PLACES = 512;

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int FIGURES = Figure.values().length;
    /** Between numbers that different processes write, so that they do not share a line of the processor's cache. */
    private static final int APART = 8;

    private static final int STOP = 0;
    private static final int STOPS = APART;
    private static final int HEADER = 2 * APART;

    private final int rows;
    private final ByteBuffer memory;

    private SharedRecord(int rows, ByteBuffer memory) {
        this.rows = rows;
        this.memory = memory;
    }

    /** Maps a file, making it if it is not there. */
    static SharedRecord map(Path file, int rows) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = 8L * (HEADER + 2L * APART * rows + (long) PLACES * FIGURES);
            return new SharedRecord(rows, channel.map(FileChannel.MapMode.READ_WRITE, 0, size));
        }
    }

    int rows() {
        return rows;
    }

    /** Returns the highest number of a row whose COMMIT has returned. */
    long acknowledged(int row) {
        return get(HEADER + 2 * APART * row);
    }

    void acknowledge(int row, long number) {
        raise(HEADER + 2 * APART * row, number);
    }

    /** Returns the highest number of a row that any read has given in any process. */
    long seen(int row) {
        return get(HEADER + 2 * APART * row + APART);
    }

    void see(int row, long number) {
        raise(HEADER + 2 * APART * row + APART, number);
    }

    boolean isOver() {
        return get(STOP) != 0;
    }

    void end() {
        add(STOP, 1);
    }

    /** Counts that any process was stopped, continued or killed. */
    void somebodyStops() {
        add(STOPS, 1);
    }

    long stops() {
        return get(STOPS);
    }

    long get(int place, Figure figure) {
        return get(index(place, figure));
    }

    void add(int place, Figure figure, long number) {
        add(index(place, figure), number);
    }

    void raise(int place, Figure figure, long number) {
        raise(index(place, figure), number);
    }

    /** Returns a figure of all processes together. */
    long total(Figure figure) {
        long total = 0;
        for (int place = 0; place < PLACES; place++) {
            total += get(place, figure);
        }
        return total;
    }

    /** Returns the highest figure of any process. */
    long highest(Figure figure) {
        long highest = 0;
        for (int place = 0; place < PLACES; place++) {
            highest = Math.max(highest, get(place, figure));
        }
        return highest;
    }

    @SuppressWarnings("EnumOrdinal") // A file of this very run.
    private int index(int place, Figure figure) {
        return HEADER + 2 * APART * rows + place * FIGURES + figure.ordinal();
    }

    private long get(int index) {
        return (long) LONGS.getVolatile(memory, 8 * index);
    }

    private void add(int index, long number) {
        long ignored = (long) LONGS.getAndAdd(memory, 8 * index, number);
        assert ignored >= 0 : "figures do not sink below 0";
    }

    private void raise(int index, long number) {
        long known = get(index);
        while (known < number && !LONGS.compareAndSet(memory, 8 * index, known, number)) {
            known = get(index);
        }
    }
}
