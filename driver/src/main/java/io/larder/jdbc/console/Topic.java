package io.larder.jdbc.console;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code SHOW LARDER} can show. */
enum Topic {
    STATUS("How it stands with the cache, this session and Redis."),
    STATS("What became of all queries of this database in this process."),
    QUERIES("The queries, by text, those first that save most database time. 100 of them, or as many as `LIMIT` says."),
    TABLES("The tables that were read or written; `*` stands for changes that may have been of any table."),
    BYPASSED("Why queries were answered by the database without looking for an answer."),
    NODES("The processes that keep answers of this database, as Redis knows them; none without Redis."),
    CONFIG("The options in effect for this connection; secrets are not shown."),
    WARMUP("What has become of warm-up scripts.");

    private final String description;

    Topic(String description) {
        this.description = description;
    }

    /** Returns one sentence that says what it shows. */
    String description() {
        return description;
    }

    View view() {
        return switch (this) {
            case STATUS -> new StatusView();
            case STATS -> new StatsView();
            case QUERIES -> new QueriesView();
            case TABLES -> new TablesView();
            case BYPASSED -> new BypassedView();
            case NODES -> new NodesView();
            case CONFIG -> new ConfigView();
            case WARMUP -> new WarmUpView();
        };
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
