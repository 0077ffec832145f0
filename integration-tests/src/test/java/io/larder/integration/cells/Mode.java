package io.larder.integration.cells;

import java.util.Map;

/**
 * A way in which a driver has answers sent.
 *
 * @param name what the summary calls it
 * @param prepared whether it takes a PreparedStatement
 * @param executions how many of the first executions are compared one by one
 * @param live how many executions of one query, on two connections one after the other, the database answers: the misses, and
 *     those that the driver must see
 * @param everyNth which samples are compared: all, or every nth
 * @param properties what the driver is told when it connects
 */
record Mode(String name, boolean prepared, int executions, int live, int everyNth, Map<String, String> properties) {
    /**
     * Returns the number of answers that are compared for each sample: the first executions on each of two connections, one
     * after many hits, one in another time zone.
     */
    int ways() {
        return 2 * executions + 2;
    }

    /** Returns this mode for fewer samples. */
    Mode forEvery(int nth) {
        return new Mode(name, prepared, executions, live, nth, properties);
    }
}
