package io.larder.integration.hunt;

import io.larder.testservers.DatabaseServer;
import io.larder.testservers.RedisInstance;
import io.larder.testservers.TestServers;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Where it is hunted: one database, one Redis, the shared record, and the processes. */
final class Ground implements Closeable {
    /** Longer than anything holds up a COMMIT on its way to the database. */
    private static final String ORPHAN_HOLD = "4s";

    private final HuntPlan plan;
    private final Path file;
    private final SharedRecord record;
    private final Journal journal = new Journal();
    private final AtomicInteger places = new AtomicInteger();
    private final DatabaseServer server = TestServers.postgres();
    private final String database = server.createDatabase("hunt");
    private final RedisInstance redis = RedisInstance.start();
    private final List<Prey> prey = new ArrayList<>();

    Ground(HuntPlan plan, Path file) throws IOException, SQLException {
        this.plan = plan;
        this.file = file;
        this.record = SharedRecord.map(file, Counters.ROWS);
        Counters.create(database);
        limitWaits();
        for (int i = 0; i < plan.processes(); i++) {
            prey.add(new Prey(i, this));
        }
    }

    /** Who is stopped while he has a lock stops others as well, but not for ever. */
    private void limitWaits() throws SQLException {
        String name = database.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
        execute("alter database " + name + " set lock_timeout = '3s'");
    }

    HuntPlan plan() {
        return plan;
    }

    Path file() {
        return file;
    }

    SharedRecord record() {
        return record;
    }

    Journal journal() {
        return journal;
    }

    List<Prey> prey() {
        return prey;
    }

    RedisInstance redis() {
        return redis;
    }

    int nextPlace() {
        int place = places.getAndIncrement();
        if (place >= SharedRecord.PLACES) {
            throw new IllegalStateException("too many processes were killed");
        }
        return place;
    }

    Link linkToDatabase() throws IOException {
        return new Link(server.host(), server.port());
    }

    Link linkToRedis() throws IOException {
        return new Link(redis.host(), redis.port());
    }

    /** Returns the URL of a process, by way of its links. */
    String url(int databasePort, int redisPort, String applicationName) {
        StringBuilder url = new StringBuilder(database.replaceFirst("^jdbc:", "jdbc:larder:")
                .replaceFirst("//[^/]+/", "//localhost:" + databasePort + "/"));
        url.append("&ApplicationName=").append(applicationName);
        url.append("&socketTimeout=20&larder.orphanHold=" + ORPHAN_HOLD);
        url.append("&larder.redis=redis://localhost:").append(redisPort);
        plan.options().forEach(option -> url.append('&').append(option));
        return url.toString();
    }

    /** Ends the sessions of a process in the database. */
    void terminateSessionsOf(Prey process) throws SQLException {
        execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = '"
                + process.applicationName() + "' and datname = '"
                + database.replaceFirst(".*/", "").replaceFirst("\\?.*", "") + "'");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        prey.forEach(Prey::close);
        redis.close();
    }
}
