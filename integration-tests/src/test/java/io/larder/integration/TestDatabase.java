package io.larder.integration;

import io.larder.testservers.TestServers;
import java.util.UUID;

/** The databases on which histories are told. */
public enum TestDatabase {
    POSTGRESQL {
        @Override
        public String create() {
            return TestServers.postgres().createDatabase("history");
        }
    },
    H2 {
        @Override
        public String create() {
            return "jdbc:h2:mem:history_" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        }
    };

    /** Creates an empty database and returns the URL by which the database's own driver connects. */
    public abstract String create();

    /** Returns the same URL as an application writes it to have the cache. */
    public static String withLarder(String url) {
        return url.replaceFirst("^jdbc:", "jdbc:larder:");
    }

    /** Returns the URL with a parameter added, as this database's driver writes them. */
    public String with(String url, String name, String value) {
        return this == H2 ? url + ";" + name + "=" + value : url + (url.contains("?") ? "&" : "?") + name + "=" + value;
    }
}
