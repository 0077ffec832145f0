package io.larder.integration.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a comparison found. */
final class Findings {
    /** What the JVM makes of an object that has no text of its own. */
    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{1,8}\\b");

    private static final int ENOUGH = 200;

    private final List<String> different = new ArrayList<>();
    private final Set<String> inconsistent = new TreeSet<>();
    private final Set<String> notServed = new TreeSet<>();
    private long cells;

    /**
     * Compares all that was read.
     *
     * @param bare what the bare driver gave
     * @param again what it gave on another connection
     * @param ours what Larder gave
     */
    void compare(String where, List<String> bare, List<String> again, List<String> ours) {
        if (bare.size() != ours.size()) {
            differ(where + ": other calls");
            return;
        }
        cells += bare.size();
        for (int i = 0; i < bare.size(); i++) {
            if (bare.get(i).equals(again.get(i))) {
                if (!bare.get(i).equals(ours.get(i))) {
                    differ(where + " " + bare.get(i) + " <> " + ours.get(i));
                }
            } else {
                inconsistent.add(where.replaceAll(" .*", "") + " " + bare.get(i).replaceAll("\\): .*", ")"));
                if (!plain(bare.get(i)).equals(plain(ours.get(i)))) {
                    differ(where + " " + bare.get(i) + " <> " + ours.get(i));
                }
            }
        }
    }

    void notServed(Sample sample) {
        notServed.add(sample.name());
    }

    void differ(String difference) {
        if (different.size() < ENOUGH) {
            different.add(difference);
        }
    }

    private static String plain(String outcome) {
        return IDENTITY.matcher(outcome).replaceAll("@");
    }

    long cells() {
        return cells;
    }

    List<String> different() {
        return different;
    }

    /** Returns the cells that the bare driver itself gives differently each time: sample and call. */
    Set<String> inconsistent() {
        return inconsistent;
    }

    /** Returns the samples that the cache never gave. */
    Set<String> notServed() {
        return notServed;
    }
}
