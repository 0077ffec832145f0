package io.larder.jdbc.postgres;

import io.larder.jdbc.database.DriverAccess;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyDual;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/**
 * COPY, announced as the statement that it is. All of the driver's methods go through the three that are written here.
 * What is copied in is in the database when the operation ends, and is announced then; the statement itself, in case it is
 * no COPY, when it is sent.
 */
final class WatchedCopies extends CopyManager {
    private final DriverAccess access;

    WatchedCopies(BaseConnection connection, DriverAccess access) throws SQLException {
        super(connection);
        this.access = access;
    }

    @Override
    public @Nullable CopyIn copyIn(String sql) throws SQLException {
        CopyIn live = access.<@Nullable CopyIn>run(sql, () -> super.copyIn(sql));
        return live == null ? null : new WatchedCopyIn(live, sql, access);
    }

    @Override
    public @Nullable CopyOut copyOut(String sql) throws SQLException {
        CopyOut live = access.<@Nullable CopyOut>run(sql, () -> super.copyOut(sql));
        return live == null || access.changesNothing(sql) ? live : new WatchedCopyOut(live, sql, access);
    }

    @Override
    public @Nullable CopyDual copyDual(String sql) throws SQLException {
        // Replication; but who knows what else it is used for.
        access.uncontrolled();
        return super.copyDual(sql);
    }
}
