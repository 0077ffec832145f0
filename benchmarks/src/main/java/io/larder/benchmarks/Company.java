package io.larder.benchmarks;

import java.util.Locale;

/** Who is to know of a write. */
public enum Company {
    /** Nobody: the bare driver. */
    BARE(0, ""),
    /** Larder without Redis: the own process. */
    LOCAL(1, ""),
    /** Larder with Redis, without waiting for the other processes. */
    BOUNDED_1(1, "bounded"),
    BOUNDED_2(2, "bounded"),
    BOUNDED_4(4, "bounded"),
    BOUNDED_8(8, "bounded"),
    /** Larder with Redis, waiting for them: so many processes, the writer's included. */
    STRICT_1(1, "strict"),
    STRICT_2(2, "strict"),
    STRICT_4(4, "strict"),
    STRICT_8(8, "strict");

    private final int processes;
    private final String consistency;

    Company(int processes, String consistency) {
        this.processes = processes;
        this.consistency = consistency;
    }

    /** Returns how many processes there are beside the writer's. */
    int neighbours() {
        return Math.max(0, processes - 1);
    }

    boolean meets() {
        return !consistency.isEmpty();
    }

    /** Returns the URL of a database for those who write or keep answers of it. */
    String url(String url) {
        if (this == BARE) {
            return url;
        }
        String through = Through.LARDER.url(url);
        return meets() ? Hub.with(through) + "&larder.consistency=" + consistency : through;
    }

    /** Returns what it is called in tables. */
    String title() {
        String name = name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return meets() ? name + (processes == 1 ? " process" : " processes") : name;
    }
}
