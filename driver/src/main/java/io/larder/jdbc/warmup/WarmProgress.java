package io.larder.jdbc.warmup;

/** Is told how far a warm-up is. */
@FunctionalInterface
public interface WarmProgress {
    /** For nobody. */
    WarmProgress NONE = (line, done, all) -> {};

    /** So many of all statements are done; the latest with this. */
    void done(WarmReport.Line line, int done, int all);
}
