package io.larder.integration.cells;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;

/**
 * Asks for each sample on four connections, two of them bare, and compares all that can be read of the answers: execution by
 * execution, of the first of which one fills the cache and the others are hits; after many hits; on another connection; and
 * after the JVM's default time zone has changed.
 */
final class Comparison {
    private final Flavor flavor;
    private final Connector connector;
    private final Mode mode;
    private final int hits;
    private final Findings findings = new Findings();

    /** @param hits the number of the hit that is compared as "after many" */
    Comparison(Flavor flavor, Connector connector, Mode mode, int hits) {
        this.flavor = flavor;
        this.connector = connector;
        this.mode = mode;
        this.hits = hits;
    }

    Findings run(List<Sample> samples) throws SQLException {
        try (Connection bare = connector.bare(mode.properties());
                Connection again = connector.bare(mode.properties());
                Connection alice = connector.larder(mode.properties());
                Connection bob = connector.larder(mode.properties())) {
            for (Sample sample : samples) {
                try (Subject ofBare = new Subject(bare, mode, flavor.table(sample), sample);
                        Subject ofAgain = new Subject(again, mode, flavor.table(sample), sample);
                        Subject ofAlice = new Subject(alice, mode, flavor.table(sample), sample);
                        Subject ofBob = new Subject(bob, mode, flavor.table(sample), sample)) {
                    long before = connector.hits(alice);
                    compare(sample, ofBare, ofAgain, ofAlice, ofBob);
                    countHits(sample, connector.hits(alice) - before);
                }
            }
        }
        return findings;
    }

    private void compare(Sample sample, Subject bare, Subject again, Subject alice, Subject bob) throws SQLException {
        List<List<String>> answers = new ArrayList<>();
        List<List<String>> controls = new ArrayList<>();
        for (int execution = 0; execution < mode.executions(); execution++) {
            answers.add(bare.cells());
            controls.add(again.cells());
        }
        for (int execution = 0; execution < mode.executions(); execution++) {
            findings.compare(
                    sample.name() + " execution " + (execution + 1),
                    answers.get(execution),
                    controls.get(execution),
                    alice.cells());
        }
        for (int execution = 0; execution < mode.executions(); execution++) {
            findings.compare(
                    sample.name() + " elsewhere " + (execution + 1),
                    answers.get(execution),
                    controls.get(execution),
                    bob.cells());
        }
        alice.skip(hits);
        findings.compare(sample.name() + " after many", bare.cells(), again.cells(), alice.cells());
        inAnotherZone(
                () -> findings.compare(sample.name() + " in another zone", bare.cells(), again.cells(), alice.cells()));
    }

    /** What runs while the JVM's default time zone is another. */
    private interface Excursion {
        void run() throws SQLException;
    }

    private static void inAnotherZone(Excursion excursion) throws SQLException {
        TimeZone usual = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try {
            excursion.run();
        } finally {
            TimeZone.setDefault(usual);
        }
    }

    /** All answers come from the cache but those of which it is known that they cannot; or none does. */
    private void countHits(Sample sample, long served) {
        int executions = 2 * mode.executions() + hits + 2;
        if (served == 0) {
            findings.notServed(sample);
        } else if (served != executions - mode.live()) {
            findings.differ(sample.name() + ": " + served + " hits of " + executions + " executions");
        }
    }
}
