package io.larder.jdbc.config;

import java.util.Optional;

/**
 * What is to be in memory before anybody asks.
 *
 * @param script a path, or {@code classpath:} and a name; empty if there is none
 * @param parallel connections
 * @param rate statements in a second
 * @param record path of the script that is written; empty if none is
 */
public record WarmUpOptions(Optional<String> script, int parallel, int rate, Optional<String> record) {
    /** Returns whether anything is to be done. */
    public boolean isWanted() {
        return script.isPresent() || record.isPresent();
    }
}
