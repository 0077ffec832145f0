package io.larder.integration.hunt;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What is done to processes, servers and the links between them. Each fault begins, lasts for a while, and is taken back. */
enum Fault {
    PROCESS_STOPPED(Target.PROCESS) {
        @Override
        void inject(Ground ground, Prey process, Random random) throws IOException {
            ground.record().somebodyStops();
            process.signal("STOP");
            hold(random, 4_000);
            process.signal("CONT");
            ground.record().somebodyStops();
        }
    },
    /** Between the moment at which all others know of a write and that at which it is committed, with some luck. */
    STOPPED_IN_COMMIT(Target.PROCESS) {
        @Override
        void inject(Ground ground, Prey process, Random random) throws IOException {
            awaitCommit(ground, process);
            ground.record().somebodyStops();
            process.signal("STOP");
            hold(random, 4_000);
            process.signal("CONT");
            ground.record().somebodyStops();
        }
    },
    PROCESS_KILLED(Target.PROCESS) {
        @Override
        void inject(Ground ground, Prey process, Random random) throws IOException {
            ground.record().somebodyStops();
            process.kill();
            ground.record().somebodyStops();
            hold(random, 500);
            process.start();
        }
    },
    REDIS_STOPPED(Target.REDIS) {
        @Override
        void inject(Ground ground, Prey process, Random random) throws IOException {
            ground.redis().pause();
            hold(random, 4_000);
            ground.redis().resume();
        }
    },
    REDIS_STOPPED_FOR_LONG(Target.REDIS) {
        @Override
        void inject(Ground ground, Prey process, Random random) throws IOException {
            ground.redis().pause();
            hold(10_000);
            ground.redis().resume();
        }
    },
    REDIS_STARTED_AGAIN_EMPTY(Target.REDIS) {
        @Override
        void inject(Ground ground, Prey process, Random random) throws IOException {
            ground.redis().kill();
            hold(random, 2_000);
            ground.redis().restart();
        }
    },
    REDIS_EMPTIED(Target.REDIS) {
        @Override
        void inject(Ground ground, Prey process, Random random) throws IOException {
            ground.redis().call("FLUSHALL");
        }
    },
    REDIS_DELAYED(Target.PROCESS) {
        @Override
        void inject(Ground ground, Prey process, Random random) {
            process.redis().latency(random.nextInt(5, 150));
            hold(random, 4_000);
            process.redis().latency(0);
        }
    },
    REDIS_HELD_UP(Target.PROCESS) {
        @Override
        void inject(Ground ground, Prey process, Random random) {
            process.redis().holdUp(true);
            hold(random, 4_000);
            process.redis().holdUp(false);
        }
    },
    REDIS_CUT(Target.PROCESS) {
        @Override
        void inject(Ground ground, Prey process, Random random) {
            process.redis().refuse(random.nextBoolean());
            process.redis().cut();
            hold(random, 3_000);
            process.redis().refuse(false);
        }
    },
    REDIS_HALF_CLOSED(Target.PROCESS) {
        @Override
        void inject(Ground ground, Prey process, Random random) {
            process.redis().halfClose(random.nextBoolean());
        }
    },
    DATABASE_DELAYED(Target.DATABASE_LINK) {
        @Override
        void inject(Ground ground, Prey process, Random random) {
            process.database().latency(random.nextInt(2, 80));
            hold(random, 2_000);
            process.database().latency(0);
        }
    },
    DATABASE_HELD_UP(Target.DATABASE_LINK) {
        @Override
        void inject(Ground ground, Prey process, Random random) {
            process.database().holdUp(true);
            hold(random, 1_500);
            process.database().holdUp(false);
        }
    },
    DATABASE_CUT(Target.DATABASE_LINK) {
        @Override
        void inject(Ground ground, Prey process, Random random) {
            process.database().cut();
        }
    },
    /** What was sent arrives after the process has lost the connection, a COMMIT for example. */
    DATABASE_CUT_OFF(Target.DATABASE_LINK) {
        @Override
        void inject(Ground ground, Prey process, Random random) {
            process.database().holdUp(true);
            awaitCommit(ground, process);
            hold(random, 50);
            process.database().cutOff();
            hold(random, 1_500);
            process.database().holdUp(false);
        }
    },
    DATABASE_HALF_CLOSED(Target.DATABASE_LINK) {
        @Override
        void inject(Ground ground, Prey process, Random random) {
            process.database().halfClose(random.nextBoolean());
        }
    },
    TERMINATED_IN_COMMIT(Target.DATABASE_LINK) {
        @Override
        void inject(Ground ground, Prey process, Random random) throws SQLException {
            process.database().latency(random.nextInt(20));
            awaitCommit(ground, process);
            hold(random.nextInt(40));
            ground.terminateSessionsOf(process);
            process.database().latency(0);
        }
    };

    /** What may suffer one fault at a time. */
    private enum Target {
        PROCESS,
        DATABASE_LINK,
        REDIS
    }

    private final Target target;

    Fault(Target target) {
        this.target = target;
    }

    abstract void inject(Ground ground, Prey process, Random random) throws IOException, SQLException;

    /** Injects it and takes it back, when nothing else is done to the same. */
    final void happen(Ground ground, Prey process, Random random) throws IOException, SQLException {
        synchronized (target == Target.REDIS ? ground.redis() : process) {
            String to = target == Target.REDIS ? "" : "of " + process;
            ground.journal().begins(this, to);
            if (target == Target.DATABASE_LINK) {
                SharedRecord record = ground.record();
                record.add(process.place(), Figure.DATABASE_IN_TROUBLE, 1);
                record.add(process.place(), Figure.DATABASE_TROUBLES, 1);
                inject(ground, process, random);
                record.add(process.place(), Figure.DATABASE_TROUBLES, 1);
                record.add(process.place(), Figure.DATABASE_IN_TROUBLE, -1);
            } else {
                inject(ground, process, random);
            }
            ground.journal().ends(this, to);
        }
    }

    /** Whether one process loses Redis, which others may still have. */
    boolean cutsOffFromRedis() {
        return this == REDIS_DELAYED || this == REDIS_HELD_UP || this == REDIS_CUT || this == REDIS_HALF_CLOSED;
    }

    boolean isLong() {
        return this == REDIS_STOPPED_FOR_LONG;
    }

    private static void awaitCommit(Ground ground, Prey process) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (ground.record().get(process.place(), Figure.COMMITTING) == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** Short mostly, because much happens at the beginning and at the end; sometimes longer than leases last. */
    private static void hold(Random random, int longestMillis) {
        hold(random.nextInt(random.nextInt(3) == 0 ? longestMillis : Math.min(300, longestMillis)));
    }

    private static void hold(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
