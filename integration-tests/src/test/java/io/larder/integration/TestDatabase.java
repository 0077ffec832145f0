package io.larder.integration;

import io.larder.testservers.TestServers;
import java.sql.SQLException;
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
    },
    MARIADB {
        /**
         * At READ COMMITTED like the others: at its default, transactions always ask the database. As a user of its own, as
         * applications have: who sees the databases of other tests takes tables of one name for one table.
         */
        @Override
        public String create() {
            String url = TestServers.mariadb().createDatabase("history");
            String name = url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
            try (Client administrator = Client.connect(url)) {
                administrator.run("create user " + name + "@'%' identified by 'larder'");
                administrator.run("grant all on " + name + ".* to " + name + "@'%'");
                // For FLUSH.
                administrator.run("grant reload on *.* to " + name + "@'%'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return with(
                    url.replaceFirst("\\?.*", "?user=" + name + "&password=larder"),
                    "transactionIsolation",
                    "READ-COMMITTED");
        }

        private static final int LOCK_WAIT_TIMEOUT = 1205;

        /** The server's catalogs, and what reading them takes, grow with each database. */
        @Override
        void drop(String url) throws SQLException {
            try (Client client = Client.connect(url)) {
                client.run("set lock_wait_timeout = 1");
                client.run("drop database " + url.replaceFirst(".*/", "").replaceFirst("\\?.*", ""));
            } catch (SQLException failure) {
                // What a test has left open keeps its database.
                if (failure.getErrorCode() != LOCK_WAIT_TIMEOUT) {
                    throw failure;
                }
            }
        }
    };

    /** Creates an empty database and returns the URL by which the database's own driver connects. */
    public abstract String create();

    /** Gives a database back that {@link #create} has created and nobody uses any more, if it is in the way of others. */
    void drop(String url) throws SQLException {}

    /** Returns the same URL as an application writes it to have the cache. */
    public static String withLarder(String url) {
        return url.replaceFirst("^jdbc:", "jdbc:larder:");
    }

    /** Returns the URL with a parameter added, as this database's driver writes them. */
    public String with(String url, String name, String value) {
        return this == H2 ? url + ";" + name + "=" + value : url + (url.contains("?") ? "&" : "?") + name + "=" + value;
    }
}
