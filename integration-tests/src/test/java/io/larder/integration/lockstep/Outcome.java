package io.larder.integration.lockstep;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a step gave, in lines that can be compared and shown. Immutable.
 *
 * @param lines columns, rows and counts; the error last
 * @param sqlState of the error; empty if there was none
 */
record Outcome(List<String> lines, String sqlState) {
    Outcome {
        lines = List.copyOf(lines);
    }

    static Outcome of(String line) {
        return new Outcome(List.of(line), "");
    }

    boolean failed() {
        return !sqlState.isEmpty();
    }

    @Override
    public String toString() {
        return String.join("\n    ", lines);
    }

    /** Collects an outcome. Not thread-safe. */
    static final class Recorder {
        private final String database;
        private final List<String> lines = new ArrayList<>();

        /**
         * @param database its name, which is not the same on the other side
         */
        Recorder(String database) {
            this.database = database;
        }

        void add(String line) {
            lines.add(line.replace(database, Step.DATABASE));
        }

        void addRows(List<String> rows, boolean ordered) {
            if (!ordered) {
                Collections.sort(rows);
            }
            rows.forEach(this::add);
        }

        Outcome succeeded() {
            return new Outcome(lines, "");
        }

        /** Its class and SQLState; the message may name whichever row the database came across first. */
        Outcome failed(SQLException failure) {
            String state = String.valueOf(failure.getSQLState());
            lines.add("error " + failure.getClass().getName() + " " + state + " #" + failure.getErrorCode());
            return new Outcome(lines, state);
        }
    }
}
