package io.larder.jdbc.connection;

import java.sql.SQLException;
import org.postgresql.PGStatement;

/** A statement that is also of the type of PostgreSQL's driver, for programs that cast it. */
@SuppressWarnings("deprecation") // What the driver has deprecated, it still has.
interface PostgresStatementType extends PGStatement {
    /** Returns the driver's own. */
    PGStatement vendor();

    /** What the driver gives may have another form from here on. */
    void formChanged();

    @Override
    default long getLastOID() throws SQLException {
        return vendor().getLastOID();
    }

    @Override
    default void setUseServerPrepare(boolean flag) throws SQLException {
        vendor().setUseServerPrepare(flag);
        formChanged();
    }

    @Override
    default boolean isUseServerPrepare() {
        return vendor().isUseServerPrepare();
    }

    @Override
    default void setPrepareThreshold(int threshold) throws SQLException {
        vendor().setPrepareThreshold(threshold);
        formChanged();
    }

    @Override
    default int getPrepareThreshold() {
        return vendor().getPrepareThreshold();
    }

    @Override
    default void setAdaptiveFetch(boolean adaptiveFetch) {
        vendor().setAdaptiveFetch(adaptiveFetch);
    }

    @Override
    default boolean getAdaptiveFetch() {
        return vendor().getAdaptiveFetch();
    }
}
