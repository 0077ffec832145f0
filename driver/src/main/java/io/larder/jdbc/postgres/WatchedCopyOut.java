package io.larder.jdbc.postgres;

import io.larder.jdbc.database.DriverAccess;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/** Rows on their way to the application, from a statement that may write: it is at it until the last row has come. */
final class WatchedCopyOut extends WatchedCopy<CopyOut> implements CopyOut {
    WatchedCopyOut(CopyOut live, String sql, DriverAccess access) {
        super(live, sql, access);
    }

    @Override
    public byte @Nullable [] readFromCopy() throws SQLException {
        return access.run(sql, live::readFromCopy);
    }

    @Override
    public byte @Nullable [] readFromCopy(boolean block) throws SQLException {
        return access.run(sql, () -> live.readFromCopy(block));
    }

    @Override
    public void cancelCopy() throws SQLException {
        access.run(sql, () -> {
            live.cancelCopy();
            return true;
        });
    }
}
