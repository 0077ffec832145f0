package io.larder.jdbc.cache;

import io.larder.sql.TableName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What became of the queries of each table, as far as it was settled: never falls, whichever texts are forgotten. Thread-safe. */
final class TableAccounts {
    /** Who invents names of tables must not fill the memory with them. */
    static final int MAXIMUM = 10_000;

    private final ConcurrentMap<TableName, Outcomes> accounts = new ConcurrentHashMap<>();

    /** Counts for each of the tables. */
    void add(Set<TableName> tables, Outcomes more) {
        for (TableName table : tables) {
            if (accounts.size() < MAXIMUM || accounts.containsKey(table)) {
                accounts.merge(table, more, Outcomes::and);
            }
        }
    }

    Map<TableName, Outcomes> outcomes() {
        return Map.copyOf(accounts);
    }
}
