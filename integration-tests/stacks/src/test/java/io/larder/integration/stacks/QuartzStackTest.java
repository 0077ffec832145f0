package io.larder.integration.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.BypassReason;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;

/** Quartz's JDBC job store over its own HikariCP, clustered: its locks are rows that are read FOR UPDATE. */
class QuartzStackTest {
    private static final int JOBS = 12;

    private final String group = "group-" + UUID.randomUUID();

    @Test
    void schedulesAsOnTheBareDriver() throws Exception {
        try (Stage bare = Stage.bare(StackDatabase.POSTGRESQL);
                Stage larder = Stage.larder(StackDatabase.POSTGRESQL)) {
            List<String> told = told(larder);
            assertThat(told).isEqualTo(told(bare)).contains("executions of job-0: 1");
            System.out.println("[stacks] QuartzStackTest: statements "
                    + bare.statements().size() + " -> " + larder.statements().size() + ", " + larder.statistics());
        }
    }

    private List<String> told(Stage stage) throws Exception {
        CountingJob.EXECUTIONS.clear();
        createTables(stage.url());
        List<String> told = new ArrayList<>();
        Scheduler one = scheduler(stage.url());
        Scheduler other = scheduler(stage.url());
        assertThat(other).isNotSameAs(one);
        try {
            for (int i = 0; i < JOBS; i++) {
                Scheduler scheduler = i % 2 == 0 ? one : other;
                scheduler.scheduleJob(job("job-" + i), once("job-" + i));
                assertThat((i % 2 == 0 ? other : one).checkExists(key("job-" + i)))
                        .isTrue();
            }
            one.start();
            other.start();
            for (int i = 0; i < JOBS; i++) {
                String name = "job-" + i;
                Until.holds(name, () -> one.getTriggersOfJob(key(name)).isEmpty());
            }
            for (int i = 0; i < JOBS; i++) {
                told.add("executions of job-" + i + ": "
                        + CountingJob.EXECUTIONS.get(key("job-" + i).toString()));
                told.add("kept: "
                        + one.getJobDetail(key("job-" + i)).getJobDataMap().get("executions"));
            }
        } finally {
            one.shutdown(true);
            other.shutdown(true);
        }
        return told;
    }

    @Test
    void whatOneSchedulerChangesTheOtherSeesAtOnce() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.POSTGRESQL)) {
            createTables(stage.url());
            Scheduler alice = scheduler(stage.url());
            Scheduler bob = scheduler(stage.url());
            try {
                JobKey key = key("seen");
                TriggerKey trigger = TriggerKey.triggerKey("seen", group);
                for (int i = 0; i < 3; i++) {
                    assertThat(bob.checkExists(key)).isFalse();
                    assertThat(bob.checkExists(key)).isFalse();
                    alice.scheduleJob(job("seen"), later("seen"));
                    assertThat(bob.checkExists(key)).isTrue();
                    assertThat(bob.getTriggerState(trigger)).isEqualTo(Trigger.TriggerState.NORMAL);
                    alice.pauseTrigger(trigger);
                    assertThat(bob.getTriggerState(trigger)).isEqualTo(Trigger.TriggerState.PAUSED);
                    bob.resumeTrigger(trigger);
                    assertThat(alice.getTriggerState(trigger)).isEqualTo(Trigger.TriggerState.NORMAL);
                    assertThat(bob.deleteJob(key)).isTrue();
                    assertThat(alice.checkExists(key)).isFalse();
                }
            } finally {
                alice.shutdown(true);
                bob.shutdown(true);
            }
        }
    }

    /** The rows that are locks reach the server each time; the others are served. */
    @Test
    void locksReachTheDatabaseAndOtherReadsAreHits() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.POSTGRESQL)) {
            createTables(stage.url());
            Scheduler scheduler = scheduler(stage.url());
            try {
                scheduler.scheduleJob(job("kept"), later("kept"));
                scheduler.getJobDetail(key("kept"));
                long hits = stage.statistics().hits();
                scheduler.getJobDetail(key("kept"));
                assertThat(stage.statistics().hits()).isGreaterThan(hits);
                long locks = locks(stage);
                scheduler.pauseJob(key("kept"));
                scheduler.resumeJob(key("kept"));
                assertThat(locks(stage)).isEqualTo(locks + 2);
                assertThat(stage.statistics().bypasses().get(BypassReason.LOCKING_READ))
                        .isEqualTo(locks(stage));
            } finally {
                scheduler.shutdown(true);
            }
        }
    }

    private static long locks(Stage stage) {
        return stage.statements().stream()
                .filter(text -> text.contains("FOR UPDATE"))
                .count();
    }

    private JobKey key(String name) {
        return JobKey.jobKey(name, group);
    }

    private JobDetail job(String name) {
        return JobBuilder.newJob(CountingJob.class)
                .withIdentity(key(name))
                .usingJobData("executions", 0)
                .storeDurably()
                .build();
    }

    private Trigger once(String name) {
        return TriggerBuilder.newTrigger().withIdentity(name, group).startNow().build();
    }

    private Trigger later(String name) {
        return TriggerBuilder.newTrigger()
                .withIdentity(name, group)
                .startAt(new Date(System.currentTimeMillis() + TimeUnit.HOURS.toMillis(1)))
                .build();
    }

    private static Scheduler scheduler(String url) throws SchedulerException {
        // Quartz keeps pools and schedulers by name: here there are two that in production are in two processes.
        SchedulerRepository.getInstance().remove("shop");
        String pool = "pool-" + UUID.randomUUID();
        String driver = url.startsWith("jdbc:larder:") ? "io.larder.jdbc.LarderDriver" : "org.postgresql.Driver";
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("org.quartz.scheduler.instanceName", "shop"),
                Map.entry("org.quartz.scheduler.instanceId", "" + UUID.randomUUID()),
                Map.entry("org.quartz.scheduler.idleWaitTime", "1000"),
                Map.entry("org.quartz.threadPool.threadCount", "3"),
                Map.entry("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX"),
                Map.entry("org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate"),
                Map.entry("org.quartz.jobStore.isClustered", "true"),
                // A busy machine is no reason to take the other for dead and to run its jobs again.
                Map.entry("org.quartz.jobStore.clusterCheckinInterval", "60000"),
                Map.entry("org.quartz.jobStore.dataSource", pool),
                Map.entry("org.quartz.dataSource." + pool + ".provider", "hikaricp"),
                Map.entry("org.quartz.dataSource." + pool + ".driver", driver),
                Map.entry("org.quartz.dataSource." + pool + ".URL", url)));
        return new StdSchedulerFactory(properties).getScheduler();
    }

    private static void createTables(String url) throws Exception {
        try (InputStream script = Objects.requireNonNull(StdSchedulerFactory.class.getResourceAsStream(
                        "/org/quartz/impl/jdbcjobstore/tables_postgres.sql"));
                Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
