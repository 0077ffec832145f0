package io.larder.jdbc.mariadb;

import io.larder.jdbc.database.CapturedRows;
import java.util.List;

/**
 * An answer as MariaDB sent it: the packets that describe its columns, and its undecoded rows.
 *
 * @param columns one packet per column; never written to
 * @param binary whether the rows are in the binary protocol, that of statements prepared on the server
 * @param rows the rows
 */
record MariaDbRows(List<byte[]> columns, boolean binary, PackedRows rows) implements CapturedRows {
    private static final int PACKET_OVERHEAD = 24;

    MariaDbRows {
        columns = List.copyOf(columns);
    }

    @Override
    public int rowCount() {
        return rows.size();
    }

    @Override
    public Object row(int index) {
        return rows.packed(index);
    }

    @Override
    public long sizeInBytes() {
        return rows.sizeInBytes() + sizeInBytes(columns);
    }

    static long sizeInBytes(List<byte[]> columns) {
        long size = 64;
        for (byte[] column : columns) {
            size += PACKET_OVERHEAD + column.length;
        }
        return size;
    }
}
