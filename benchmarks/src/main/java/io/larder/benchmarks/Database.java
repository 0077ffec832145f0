package io.larder.benchmarks;

import io.larder.testservers.TestServers;
import java.util.UUID;

/** The databases that are measured. */
public enum Database {
    /** On the same machine, by TCP. */
    POSTGRESQL("CREATE TABLE product (%s)"),
    /** In the memory of the same process: what is saved here is not the network but the query. */
    H2("CREATE MEMORY TABLE product (%s)");

    /** Set by {@link Run}, so that all forks use one server. */
    static final String POSTGRES_URL = "benchmarks.postgres";

    private final String createTable;

    Database(String createTable) {
        this.createTable = createTable;
    }

    /** Returns the URL of a database without tables that nobody else uses now. */
    String freshUrl() {
        if (this == H2) {
            return "jdbc:h2:mem:benchmark_" + UUID.randomUUID();
        }
        String url = System.getProperty(POSTGRES_URL);
        return url != null ? url : TestServers.postgres().freshDatabase();
    }

    String createTable(String columns) {
        return createTable.formatted(columns);
    }
}
