package io.larder.jdbc.postgres;

import io.larder.jdbc.database.DriverAccess;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.ByteStreamWriter;

/** Rows on their way into a table. */
final class WatchedCopyIn extends WatchedCopy<CopyIn> implements CopyIn {
    WatchedCopyIn(CopyIn live, String sql, DriverAccess access) {
        super(live, sql, access);
    }

    @Override
    public void writeToCopy(byte[] buffer, int offset, int size) throws SQLException {
        live.writeToCopy(buffer, offset, size);
    }

    @Override
    public void writeToCopy(ByteStreamWriter from) throws SQLException {
        live.writeToCopy(from);
    }

    @Override
    public void flushCopy() throws SQLException {
        live.flushCopy();
    }

    @Override
    public long endCopy() throws SQLException {
        return access.run(sql, live::endCopy);
    }
}
