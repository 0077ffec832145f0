package io.larder.jdbc.console;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code SHOW LARDER} can show. */
enum Topic {
    STATUS("How it stands with the cache, this session and Redis.", new StatusView()),
    STATS("What became of all queries of this database in this process.", new StatsView()),
    QUERIES(
            "The queries, by text, those first that save most database time. 100 of them, or as many as `LIMIT` says.",
            new QueriesView()),
    TABLES(
            "The tables that were read or written; `*` stands for changes that may have been of any table.",
            new TablesView()),
    BYPASSED("Why queries were answered by the database without looking for an answer.", new BypassedView()),
    NODES(
            "The processes that keep answers of this database, as Redis knows them; none without Redis.",
            new NodesView()),
    CONFIG("The options in effect for this connection; secrets are not shown.", new ConfigView()),
    WARMUP("What has become of warm-up scripts.", new WarmUpView());

    private final String description;
    private final View view;

    Topic(String description, View view) {
        this.description = description;
        this.view = view;
    }

    /** Returns one sentence that says what it shows. */
    String description() {
        return description;
    }

    View view() {
        return view;
    }

    static Optional<Topic> named(String name) {
        return Arrays.stream(values())
                .filter(topic -> topic.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Returns all that can be written after SHOW LARDER. */
    static String all() {
        return Arrays.stream(values()).map(Topic::name).collect(Collectors.joining(", "));
    }
}
