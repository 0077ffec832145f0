package io.larder.benchmarks;

import io.larder.jdbc.api.CacheStatistics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Who writes in company, by two connections. Used by one thread. */
final class SharedWriter {
    private static final String UPDATE = "UPDATE product SET stock = stock - 1 WHERE id = ?";

    private final Company company;
    private final Client single;
    private final Client transacting;
    private final PreparedStatement update;
    private final PreparedStatement updateInTransaction;
    private @Nullable CacheStatistics before;
    private long writes;

    SharedWriter(Company company, String url) throws SQLException {
        this.company = company;
        this.single = connect(url);
        this.transacting = connect(url);
        transacting.connection.setAutoCommit(false);
        this.update = single.connection.prepareStatement(UPDATE);
        this.updateInTransaction = transacting.connection.prepareStatement(UPDATE);
    }

    private Client connect(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(company.url(url));
        return new Client(connection);
    }

    /** Waits until this process serves, so that it holds a lease if it is to have one. */
    void start() throws SQLException {
        if (company == Company.BARE) {
            return;
        }
        single.awaitServing();
        before = single.figures();
    }

    /** Ends it; fails unless all its writes were told to whom they were to be told. */
    void finish() throws SQLException {
        CacheStatistics first = before;
        if (first != null) {
            CacheStatistics after = single.figures();
            long told = after.invalidations() - first.invalidations();
            long untold = after.writesWithoutHub() - first.writesWithoutHub();
            if (told < writes || untold > 0) {
                throw new IllegalStateException(writes + " writes, but told of " + told + ", not told of " + untold);
            }
        }
        single.close();
        transacting.close();
    }

    private int nextId() {
        return (int) (writes % Products.COUNT);
    }

    /** One statement that is its own transaction. */
    int autocommit() throws SQLException {
        return autocommit(nextId());
    }

    int autocommit(int id) throws SQLException {
        writes++;
        update.setInt(1, id);
        return update.executeUpdate();
    }

    /** A transaction of one statement, and COMMIT. */
    int transaction() throws SQLException {
        return transaction(nextId());
    }

    int transaction(int id) throws SQLException {
        writes++;
        updateInTransaction.setInt(1, id);
        int rows = updateInTransaction.executeUpdate();
        transacting.connection.commit();
        return rows;
    }
}
