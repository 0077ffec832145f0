package io.larder.jdbc.mariadb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the runs of a server apart: one that was restarted, or another one in its place, may have other data. When a server
 * started is only known as the difference of two numbers of seconds, so that close moments count as one. Thread-safe.
 */
final class ServerStarts {
    private static final long CLOSE = 2;

    private static final Map<String, List<Long>> STARTS = new HashMap<>();

    private ServerStarts() {}

    /** Returns the moment that all sessions of the server's present run agree on, in seconds. */
    static long of(String server, long started) {
        synchronized (STARTS) {
            List<Long> known = STARTS.computeIfAbsent(server, unseen -> new ArrayList<>());
            for (long start : known) {
                if (Math.abs(start - started) <= CLOSE) {
                    return start;
                }
            }
            known.add(started);
            return started;
        }
    }
}
