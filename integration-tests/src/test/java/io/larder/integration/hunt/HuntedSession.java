package io.larder.integration.hunt;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One thread of a hunted process: works on a connection until the hunt is over, and gets another one when that is lost. */
abstract class HuntedSession implements Runnable {
    /** Reads after which the process has loaded its classes and has its answers. */
    private static final int WARM = 5_000;

    private static final long BEFORE_NEXT_CONNECTION = TimeUnit.MILLISECONDS.toNanos(20);

    /** Somebody was stopped or cut off while he had a lock. */
    private static final String LOCKED = "55P03";
    /** Redis cannot be reached, as was asked for. */
    private static final String REFUSED = "57L01";

    final SharedRecord record;
    final int place;
    private final String url;
    private long troubles;

    HuntedSession(SharedRecord record, int place, String url) {
        this.record = record;
        this.place = place;
        this.url = url;
    }

    /** Does a few things, with statements of this connection. */
    abstract void work(Connection connection) throws SQLException;

    @Override
    public final void run() {
        while (!record.isOver()) {
            troubles = record.get(place, Figure.DATABASE_TROUBLES);
            try (Connection connection = DriverManager.getConnection(url)) {
                while (!record.isOver()) {
                    work(connection);
                }
            } catch (SQLException failure) {
                failed(failure);
                LockSupport.parkNanos(BEFORE_NEXT_CONNECTION);
            }
        }
    }

    /** Nobody may see an error that has not its reason in the database or on the way to it. */
    private void failed(SQLException failure) {
        if (REFUSED.equals(failure.getSQLState())) {
            record.add(place, Figure.REFUSED, 1);
        } else if (isDisturbed(troubles) || LOCKED.equals(failure.getSQLState())) {
            record.add(place, Figure.ERRORS, 1);
        } else {
            record.add(place, Figure.STRANGE_ERRORS, 1);
            tell("STRANGE", failure.getSQLState() + " " + failure);
        }
    }

    private boolean isDisturbed(long since) {
        return record.get(place, Figure.DATABASE_IN_TROUBLE) > 0
                || record.get(place, Figure.DATABASE_TROUBLES) != since;
    }

    /** One line for the hunt, which knows what it has done at that time. */
    final void tell(String what, @Nullable Object how) {
        System.out.println(
                what + " " + System.nanoTime() + " " + Thread.currentThread().getName() + ": " + how);
    }

    /** How long something takes, and whether anything but Redis can be the reason. */
    final class Stopwatch {
        private final long stops = record.stops();
        private final long troublesBefore = record.get(place, Figure.DATABASE_TROUBLES);
        private final boolean isWarm = record.get(place, Figure.READS) > WARM;
        private final long start = System.nanoTime();

        void stop(Figure slowest, Figure slowestUndisturbed) {
            long nanos = System.nanoTime() - start;
            record.raise(place, slowest, nanos);
            if (isWarm && !isDisturbed(troublesBefore) && record.stops() == stops) {
                record.raise(place, slowestUndisturbed, nanos);
            }
        }
    }
}
