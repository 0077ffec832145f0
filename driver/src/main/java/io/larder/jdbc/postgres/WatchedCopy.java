package io.larder.jdbc.postgres;

import io.larder.jdbc.database.DriverAccess;
import java.sql.SQLException;
import org.postgresql.copy.CopyOperation;

/** A COPY that has begun. */
abstract class WatchedCopy<C extends CopyOperation> implements CopyOperation {
    final C live;
    final String sql;
    final DriverAccess access;

    WatchedCopy(C live, String sql, DriverAccess access) {
        this.live = live;
        this.sql = sql;
        this.access = access;
    }

    @Override
    public int getFieldCount() {
        return live.getFieldCount();
    }

    @Override
    public int getFormat() {
        return live.getFormat();
    }

    @Override
    public int getFieldFormat(int field) {
        return live.getFieldFormat(field);
    }

    @Override
    public boolean isActive() {
        return live.isActive();
    }

    @Override
    public void cancelCopy() throws SQLException {
        live.cancelCopy();
    }

    @Override
    public long getHandledRowCount() {
        return live.getHandledRowCount();
    }
}
