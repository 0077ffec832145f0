package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Step.Call;
import io.larder.integration.lockstep.Step.Run;
import java.sql.Connection;
import java.sql.Savepoint;
import java.util.List;
import java.util.Random;

/** What sessions do about their transactions and settings. */
final class RandomControl {
    private static final int[] LEVELS = {
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_REPEATABLE_READ,
        Connection.TRANSACTION_SERIALIZABLE
    };
    private static final List<String> POSTGRES_SETTINGS = List.of(
            "set search_path to s1, public",
            "set search_path = s1, public",
            "SET search_path TO s2, public",
            "set local search_path to s2, public",
            "set time zone 'Asia/Tokyo'",
            "set timezone to 'UTC'",
            "set local time zone 'America/New_York'",
            "set app.tenant = '1'",
            "set app.tenant to '2'",
            "select set_config('app.tenant', '3', true)",
            "select set_config('search_path', 's1, public', false)",
            "set role " + PostgresParticulars.READER,
            "reset role",
            "reset role",
            "reset role",
            "set enable_hashjoin to off",
            "reset enable_hashjoin",
            "discard plans");
    private static final List<String> H2_SETTINGS = List.of(
            "set schema_search_path s1",
            "set schema_search_path s1, public",
            "set schema_search_path s2",
            "set time zone 'Asia/Tokyo'",
            "set time zone 'UTC'",
            "set @tenant = 1",
            "set @tenant = null",
            "set @tenant = null",
            "set schema public");

    private final Flavor flavor;
    private final Random random;

    RandomControl(Flavor flavor, Random random) {
        this.flavor = flavor;
        this.random = random;
    }

    /** What is run in each session at its start. */
    static List<Step> opening(Flavor flavor) {
        return flavor.isPostgres()
                ? List.of(Run.text("set search_path to s1, public"), Run.text("set lock_timeout to '2s'"))
                : List.of(Run.text("set schema_search_path s1"), Run.text("set lock_timeout 2000"));
    }

    Step setting() {
        List<String> settings = flavor.pick(POSTGRES_SETTINGS, H2_SETTINGS);
        return Run.text(settings.get(random.nextInt(settings.size())));
    }

    Step beginning(SessionState me) {
        int kind = random.nextInt(12);
        if (kind < 4) {
            return autoCommit(!me.autoCommit());
        }
        if (kind < 8) {
            int level = LEVELS[random.nextInt(LEVELS.length)];
            return call("setTransactionIsolation " + level, false, (c, s) -> {
                c.setTransactionIsolation(level);
                return null;
            });
        }
        if (kind == 8 && flavor.isPostgres()) {
            return Run.text("set session characteristics as transaction isolation level "
                    + (random.nextBoolean() ? "repeatable read" : "read committed"));
        }
        if (kind == 9) {
            boolean readOnly = random.nextInt(5) == 0;
            return call("setReadOnly " + readOnly, false, (c, s) -> {
                c.setReadOnly(readOnly);
                return null;
            });
        }
        if (kind == 10) {
            return call("getTransactionIsolation", false, (c, s) -> c.getTransactionIsolation());
        }
        return me.autoCommit() ? begin() : autoCommit(true);
    }

    private Step begin() {
        List<String> texts = flavor.pick(
                List.of(
                        "begin",
                        "BEGIN;",
                        "start transaction",
                        "begin isolation level repeatable read",
                        "begin read only"),
                List.of("begin", "BEGIN TRANSACTION"));
        return Run.text(texts.get(random.nextInt(texts.size())));
    }

    /** Something between the first and the last statement of a transaction. */
    Step amid(SessionState me) {
        if (!me.hasSavepoint() || random.nextInt(3) == 0) {
            me.savepointSet();
            return random.nextBoolean()
                    ? Run.text("savepoint sp")
                    : call("setSavepoint", false, (c, s) -> {
                        s.savepoints().put("sp", c.setSavepoint("sp"));
                        return null;
                    });
        }
        return switch (random.nextInt(4)) {
            case 0 -> Run.text("release savepoint sp");
            case 1 ->
                call("rollback to savepoint", false, (c, s) -> {
                    Savepoint savepoint = s.savepoints().get("sp");
                    if (savepoint == null) {
                        return "none";
                    }
                    c.rollback(savepoint);
                    return null;
                });
            default -> Run.text("rollback to savepoint sp");
        };
    }

    Step ending(SessionState me) {
        boolean commit = !me.isFailed() && random.nextInt(3) > 0;
        if (me.autoCommit() || random.nextInt(4) == 0) {
            if (flavor.isPostgres() && random.nextInt(12) == 0) {
                return Run.text("commit and chain");
            }
            return Run.ending(commit ? "commit" : random.nextBoolean() ? "rollback" : "ROLLBACK /* all */");
        }
        if (random.nextInt(6) == 0) {
            return autoCommit(true);
        }
        return call(commit ? "commit" : "rollback", true, (c, s) -> {
            if (commit) {
                c.commit();
            } else {
                c.rollback();
            }
            return null;
        });
    }

    /** Ends what is open, whatever it is. */
    Step settling(SessionState me) {
        return me.autoCommit()
                ? Run.ending("rollback")
                : call("rollback", true, (c, s) -> {
                    c.rollback();
                    return null;
                });
    }

    private static Step autoCommit(boolean on) {
        return call("setAutoCommit " + on, on, (c, s) -> {
            c.setAutoCommit(on);
            return null;
        });
    }

    private static Step call(String name, boolean ends, Call.Action action) {
        return new Call(name, ends, action);
    }
}
