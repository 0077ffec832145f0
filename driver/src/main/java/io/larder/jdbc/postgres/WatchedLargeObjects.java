package io.larder.jdbc.postgres;

import io.larder.jdbc.database.DriverAccess;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;

/** Large objects as the driver gives them; those that commit when they are closed are reported. */
final class WatchedLargeObjects extends LargeObjectManager {
    private final DriverAccess access;

    WatchedLargeObjects(BaseConnection connection, DriverAccess access) throws SQLException {
        super(connection);
        this.access = access;
    }

    @Override
    public LargeObject open(long oid, int mode, boolean commitOnClose) throws SQLException {
        if (commitOnClose) {
            access.uncontrolled();
        }
        return super.open(oid, mode, commitOnClose);
    }
}
