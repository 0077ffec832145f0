package io.larder.jdbc.postgres;

import io.larder.jdbc.database.DriverAccess;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;

/** The driver's array, whose results lead to the application's connection and not past it. */
final class WatchedArray extends PgArray {
    private final PgArray original;
    private final DriverAccess access;

    private WatchedArray(BaseConnection connection, PgArray original, String text, DriverAccess access)
            throws SQLException {
        super(connection, DriverMembers.type(original), text);
        this.original = original;
        this.access = access;
    }

    private WatchedArray(BaseConnection connection, PgArray original, byte[] binary, DriverAccess access)
            throws SQLException {
        super(connection, DriverMembers.type(original), binary);
        this.original = original;
        this.access = access;
    }

    /** Returns an array of the driver's in this form; any other, and one that was freed, as it is. */
    static Array of(Array array, DriverAccess access) throws SQLException {
        if (array.getClass() != PgArray.class || !DriverMembers.present()) {
            return array;
        }
        PgArray driverArray = (PgArray) array;
        BaseConnection connection = DriverMembers.connection(driverArray);
        if (connection == null) {
            return array;
        }
        byte[] binary = driverArray.toBytes();
        return binary == null
                ? new WatchedArray(connection, driverArray, String.valueOf(driverArray), access)
                : new WatchedArray(connection, driverArray, binary, access);
    }

    @Override
    public ResultSet getResultSetImpl(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        return map == null || map.isEmpty()
                ? access.adopted(super.getResultSetImpl(index, count, map))
                // Refused, with the name of the driver's class.
                : original.getResultSetImpl(index, count, map);
    }
}
