package io.larder.testservers;

/**
 * A PostgreSQL and its hot standby, connected by streaming replication; started from binaries, and stopped with the JVM.
 *
 * @param primary where one writes
 * @param standby what repeats it; an ordinary server after {@code SELECT pg_promote()}
 */
public record ReplicatedPostgres(DatabaseServer primary, DatabaseServer standby) {
    /**
     * Starts both.
     *
     * @throws ServerUnavailableException if there are no binaries
     */
    public static ReplicatedPostgres start() {
        return EmbeddedPostgres.startReplicated(TestServers.NEWEST_POSTGRES);
    }
}
