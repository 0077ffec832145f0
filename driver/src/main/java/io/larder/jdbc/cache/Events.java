package io.larder.jdbc.cache;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Log events with stable names. No parameter values, nothing per query. */
public final class Events {
    private static final System.Logger LOG = System.getLogger("io.larder");
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private Events() {}

    /** What can be said. */
    public enum Event {
        DATABASE_UNSUPPORTED(Level.INFO, "larder.database.unsupported"),
        SESSION_UNREADABLE(Level.WARNING, "larder.session.unreadable"),
        POOLER(Level.WARNING, "larder.connection.pooler"),
        SCHEMA_UNREADABLE(Level.WARNING, "larder.schema.unreadable"),
        FUNCTION_NOT_TRUSTED(Level.WARNING, "larder.function.not-trusted"),
        ANSWER_NOT_CAPTURED(Level.WARNING, "larder.answer.not-captured"),
        ANSWER_NOT_REPLAYED(Level.WARNING, "larder.answer.not-replayed"),
        ANSWER_DIFFERED(Level.WARNING, "larder.answer.differed"),
        OBSERVED(Level.INFO, "larder.observed"),
        RULES(Level.WARNING, "larder.rules.not-understood"),
        READS_MORE(Level.WARNING, "larder.query.reads-more"),
        READS_NOT_SEEN(Level.WARNING, "larder.query.reads-not-seen"),
        VENDOR_ACCESS(Level.WARNING, "larder.connection.vendor-access"),
        OUTCOME_UNKNOWN(Level.WARNING, "larder.commit.outcome-unknown"),
        REDIS_UNUSABLE(Level.WARNING, "larder.redis.unusable"),
        REDIS_SILENT(Level.WARNING, "larder.redis.silent"),
        METRICS_UNAVAILABLE(Level.WARNING, "larder.metrics.unavailable"),
        WRITE_WITHOUT_HUB(Level.WARNING, "larder.write.without-hub"),
        WARM_UP_DONE(Level.INFO, "larder.warm.done"),
        WARM_UP_TROUBLE(Level.WARNING, "larder.warm.trouble");

        private final Level level;
        private final String id;

        Event(Level level, String id) {
            this.level = level;
            this.id = id;
        }
    }

    /** Logs an event with its details; the same event with the same details is logged once in a process. */
    public static void once(Event event, String details) {
        if (SAID.size() < 1_000 && SAID.add(event.id + ' ' + details)) {
            LOG.log(event.level, event.id + ": " + details);
        }
    }

    /** Logs an event with its cause; the same event with the same class of cause is logged once in a process. */
    public static void once(Event event, Throwable cause) {
        if (SAID.size() < 1_000 && SAID.add(event.id + ' ' + cause.getClass().getName())) {
            LOG.log(event.level, event.id + ": " + cause, cause);
        }
    }
}
