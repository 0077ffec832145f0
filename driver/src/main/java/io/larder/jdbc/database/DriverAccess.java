package io.larder.jdbc.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What Larder wants to know of an application's use of types of the driver's own. */
public interface DriverAccess {
    /** Something comes that cannot be followed: from here on anything may be read or written at any time. */
    void uncontrolled();

    /** A call of the driver. */
    interface Call<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    /** Runs a call of the driver that does what a statement of this text does. */
    <T extends @Nullable Object> T run(String sql, Call<T> call) throws SQLException;

    /** Returns whether a statement of this text changes nothing. */
    boolean changesNothing(String sql);

    /** Returns a result of the driver's as one that leads to the application's connection. */
    ResultSet adopted(ResultSet driverResult) throws SQLException;

    /** Returns the connection that the application has. */
    Connection application();
}
