package io.larder.jdbc.console;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;

/** What warm-up scripts do, as far as the console asks. Given by the doors, which know how to open connections. Thread-safe. */
public interface WarmUp {
    /** Where nobody knows how to open further connections. */
    WarmUp NONE = new WarmUp() {
        @Override
        public String begin(String script) throws SQLException {
            throw new SQLFeatureNotSupportedException("Larder: scripts cannot be run from this connection", "0A000");
        }

        @Override
        public List<Progress> progress() {
            return List.of();
        }
    };

    /**
     * Begins to run a script in the background.
     *
     * @param script as the user wrote it, such as {@code classpath:warm.sql}
     * @return what is done, in a few words
     * @throws SQLException if there is no such script, or it cannot be read
     */
    String begin(String script) throws SQLException;

    /** Returns what has become of the scripts of this database in this process, the latest first. */
    List<Progress> progress();

    /**
     * What has become of a script, or of one of its statements.
     *
     * @param script where it was read
     * @param name of the statement
     * @param line of the script
     * @param state in one word, such as {@code running} or {@code done}
     * @param loaded questions whose answers are kept now
     * @param alreadyThere questions whose answers were kept before
     * @param refused questions whose answers are not kept
     * @param errors questions that failed
     * @param seconds since it began, until its end
     * @param message the latest reason or error; empty if there is none
     */
    record Progress(
            String script,
            String name,
            long line,
            String state,
            long loaded,
            long alreadyThere,
            long refused,
            long errors,
            double seconds,
            String message) {}
}
