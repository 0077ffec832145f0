package io.larder.cli;

import io.larder.jdbc.cache.KnownDatabases;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.config.PoolerMode;
import io.larder.jdbc.database.DatabaseSupport;
import io.larder.jdbc.database.Replay;
import io.larder.jdbc.database.SessionSnapshot;
import io.larder.sql.BypassReason;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks whether a database and what is around it suit, and says what to mend. */
final class Checkup {
    private final Target target;
    private final List<Finding> findings = new ArrayList<>();

    private Checkup(Target target) {
        this.target = target;
    }

    /** Returns what was found; what cannot be reached is a finding, too. */
    static List<Finding> of(Target target) {
        Checkup checkup = new Checkup(target);
        checkup.run();
        return List.copyOf(checkup.findings);
    }

    private void run() {
        DriverConfig config;
        try {
            config = target.resolved().config();
        } catch (SQLException e) {
            findings.add(Finding.bad("options", String.valueOf(e.getMessage()), "write them as the message says"));
            return;
        }
        findings.add(
                switch (config.mode()) {
                    case OFF -> Finding.bad("options", "larder.mode=off", "nothing is served: take it out");
                    case OBSERVE ->
                        Finding.note(
                                "options",
                                "larder.mode=observe",
                                "nothing is served, only counted: take it out when you have seen enough");
                    case CACHE -> Finding.ok("options", "understood");
                });
        try (Connection bare = target.connectBare()) {
            DatabaseMetaData about = bare.getMetaData();
            findings.add(
                    Finding.ok("server", about.getDatabaseProductName() + " " + about.getDatabaseProductVersion()));
            findings.add(clock(bare));
            String driver = about.getDriverName() + " " + about.getDriverVersion();
            Optional<DatabaseSupport> support = KnownDatabases.supporting(bare);
            if (support.isEmpty()) {
                findings.add(Finding.bad(
                        "driver", driver, "queries pass through: PostgreSQL, H2 and MariaDB are answered from memory"));
            } else {
                findings.add(Finding.ok("driver", driver));
                replay(support.get(), bare, driver);
                session(support.get(), bare, config);
            }
        } catch (SQLException e) {
            findings.add(Finding.bad("connection", String.valueOf(e.getMessage()), "URL, user and network"));
        }
        findings.addAll(RedisCheck.of(config));
    }

    private static Finding clock(Connection bare) throws SQLException {
        try (Statement statement = bare.createStatement();
                ResultSet now = statement.executeQuery("select current_timestamp")) {
            now.next();
            long apart = Math.abs(now.getTimestamp(1).getTime() - System.currentTimeMillis()) / 1000;
            return Finding.ok("clocks", "the server's is " + apart + " s away; no age is read off another's clock");
        }
    }

    private void replay(DatabaseSupport support, Connection bare, String driver) {
        try {
            Optional<Replay> replay = support.replay(bare);
            findings.add(
                    replay.isPresent()
                            ? Finding.ok("replay self-test", "answers from memory are the driver's own, cell by cell")
                            : Finding.bad(
                                    "replay self-test",
                                    "not exact with " + driver,
                                    "use a version of the driver that docs/compatibility.md lists"));
        } catch (SQLException | RuntimeException | LinkageError e) {
            findings.add(
                    Finding.bad("replay self-test", e.toString(), "use a version that docs/compatibility.md lists"));
        }
    }

    private void session(DatabaseSupport support, Connection bare, DriverConfig config) {
        SessionSnapshot session;
        try {
            session = support.readSession(bare, Set.of());
        } catch (SQLException | RuntimeException e) {
            findings.add(Finding.bad("session", String.valueOf(e.getMessage()), "nothing of this user is cached"));
            return;
        }
        session.notCacheable()
                .ifPresentOrElse(
                        reason -> findings.add(Finding.bad(
                                "session", reason.description(), "nothing of sessions like this one is cached")),
                        () -> findings.add(Finding.ok("session", "can be part of a key")));
        if (session.onlyIfAllowed().contains(BypassReason.STANDBY)) {
            findings.add(
                    config.standby().isPresent()
                            ? Finding.ok(
                                    "standby",
                                    "served up to an age of " + config.standby().get())
                            : Finding.note(
                                    "standby",
                                    "the server is a replica, whose answers are not kept",
                                    "connect to the primary, or say how old they may be: larder.standby"));
        } else {
            findings.add(Finding.ok("standby", "no: this is the primary"));
        }
        if (session.onlyIfAllowed().contains(BypassReason.POOLER) && config.pooler() != PoolerMode.SESSION) {
            findings.add(Finding.bad(
                    "pooler",
                    "something before the server may give its session to several clients",
                    "if it leaves it to one until that disconnects, say larder.pooler=session; else connect past it"));
        }
        if (!support.lexesByTheBook(bare)) {
            findings.add(Finding.bad(
                    "strings",
                    "standard_conforming_strings is off: no statement is understood",
                    "switch it on for this user"));
        }
    }
}
