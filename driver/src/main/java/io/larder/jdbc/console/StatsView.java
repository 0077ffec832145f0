package io.larder.jdbc.console;

import io.larder.cache.shared.SharedFigures;
import io.larder.jdbc.api.CacheStatistics;
import java.sql.SQLException;
import java.util.List;

/** {@code SHOW LARDER STATS}: the figures of {@link CacheStatistics}. */
final class StatsView implements View {
    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("name", "of the figure"),
                Column.number("value", "since the process started, but for the last two"),
                Column.text("description", "what is counted"));
    }

    @Override
    public List<Row> rows(Request request) throws SQLException {
        request.hasNoMore("SHOW LARDER STATS");
        CacheStatistics now = request.at().database().statistics();
        SharedFigures shared = now.shared();
        long bypassed =
                now.bypasses().values().stream().mapToLong(Long::longValue).sum();
        return List.of(
                Row.of("hits", now.hits(), "queries answered from the cache"),
                Row.of("shared_hits", now.sharedHits(), "those among them whose answer came from Redis"),
                Row.of("misses", now.misses(), "queries that could have been answered from the cache, and were not"),
                Row.of("bypasses", bypassed, "queries that were not cacheable: SHOW LARDER BYPASSED says why"),
                Row.of("stores", now.stores(), "answers kept"),
                Row.of("races_lost", now.racesLost(), "answers not kept because a table changed while the query ran"),
                Row.of(
                        "not_kept",
                        now.notKept(),
                        "answers not kept because they are too large or cannot be replayed exactly"),
                Row.of("invalidations", now.invalidations(), "changes that were announced, by this process"),
                Row.of(
                        "write_sets_asked",
                        now.writeSetsAsked(),
                        "transactions of which the database was asked what they wrote"),
                Row.of(
                        "writes_without_hub",
                        now.writesWithoutHub(),
                        "writes of which other processes could not be told before"),
                Row.of("observed_hits", now.trials().observedHits(), "would have been hits, in larder.mode=observe"),
                Row.of("verified", now.trials().verified(), "hits that larder.verify has compared with the database"),
                Row.of("differences", now.trials().differences(), "those among them that differed"),
                Row.of("redis_found", shared.found(), "answers that were found in Redis"),
                Row.of("redis_absent", shared.absent(), "look-ups in Redis that found nothing"),
                Row.of("redis_unreadable", shared.unreadable(), "entries in Redis that could not be believed"),
                Row.of("redis_unavailable", shared.unavailable(), "look-ups that Redis did not answer, or not in time"),
                Row.of("redis_kept", shared.kept(), "answers that Redis has taken"),
                Row.of("redis_too_large", shared.tooLarge(), "answers that were too large for Redis"),
                Row.of(
                        "redis_dropped",
                        shared.dropped(),
                        "answers that were not sent to Redis, which was too slow or in trouble"),
                Row.of("redis_refused", shared.refused(), "answers that Redis has not taken"),
                Row.of("entries", now.entries(), "answers in memory"),
                Row.of("bytes", now.bytes(), "heap in use by them"));
    }
}
