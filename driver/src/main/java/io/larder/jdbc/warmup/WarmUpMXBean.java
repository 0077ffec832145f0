package io.larder.jdbc.warmup;

/** The warm-ups of one database, by JMX: {@code io.larder:type=WarmUp,number=…}. */
public interface WarmUpMXBean {
    /**
     * Returns a script of what is asked most, with the application's parameters.
     *
     * @param questions how many at most
     */
    String record(int questions);

    /** Returns what came of the latest warm-up; empty if there was none. */
    String getReport();
}
