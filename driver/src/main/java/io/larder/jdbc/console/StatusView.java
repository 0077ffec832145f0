package io.larder.jdbc.console;

import io.larder.cache.redis.RedisOptions;
import io.larder.jdbc.api.CacheStatistics;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Coordination;
import io.larder.jdbc.cache.LarderVersion;
import io.larder.sql.BypassReason;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code SHOW LARDER STATUS}. */
final class StatusView implements View {
    private static final double PERCENT = 100;

    @Override
    public List<Column> columns() {
        return List.of(Column.text("name", "what is told of"), Column.text("value", "how it is"));
    }

    @Override
    public List<Row> rows(Request request) throws SQLException {
        request.hasNoMore("SHOW LARDER STATUS");
        Surroundings at = request.at();
        List<Row> rows = new ArrayList<>();
        DatabaseMetaData driver = at.driverConnection().getMetaData();
        rows.add(Row.of("version", LarderVersion.CURRENT.text()));
        rows.add(Row.of("database", driver.getDatabaseProductName() + " " + driver.getDatabaseProductVersion()));
        rows.add(Row.of("driver", driver.getDriverName() + " " + driver.getDriverVersion()));
        rows.add(Row.of("mode", at.config().mode().name().toLowerCase(Locale.ROOT)));
        addSession(rows, request);
        addMemory(rows, at.database());
        addRedis(rows, at.database().coordination());
        return rows;
    }

    /** What speaks against caching here, whatever is asked. */
    private static void addSession(List<Row> rows, Request request) throws SQLException {
        Surroundings at = request.at();
        BypassReason reason =
                at.runner().forecasts().whyNone(request.statement()).orElse(null);
        boolean replays = reason != BypassReason.DATABASE_NOT_SUPPORTED;
        rows.add(Row.of("replay", replays ? "exact" : "not exact with this driver: nothing is cached"));
        rows.add(Row.of("session", reason == null ? "cached" : "not cached: " + reason.description()));
        rows.add(Row.of(
                "schema", at.session().schema().version().isPresent() ? "known" : "not known, or without version"));
        rows.add(Row.of("connections", number(at.database().openConnections())));
    }

    private static void addMemory(List<Row> rows, CachedDatabase database) {
        CacheStatistics statistics = database.statistics();
        rows.add(Row.of("hit_rate", String.format(Locale.ROOT, "%.1f %%", PERCENT * statistics.hitRate())));
        rows.add(Row.of("answers", number(statistics.entries())));
        rows.add(Row.of("bytes", number(statistics.bytes())));
        rows.add(Row.of("bytes_allowed", number(database.answers().maximumBytes())));
    }

    private static void addRedis(List<Row> rows, Coordination coordination) {
        @Nullable String redis = coordination.redis();
        boolean serves = coordination.mayServe(System.nanoTime());
        String state = redis == null
                ? "off: this process is alone"
                : coordination.node() == null
                        ? "cannot be used: nothing is served"
                        : serves ? "in touch" : "not in touch: nothing is served";
        rows.add(Row.of("redis", state));
        rows.add(Row.of("redis_address", redis == null ? null : new RedisOptions(redis).toString()));
    }

    private static String number(long value) {
        return Long.toString(value);
    }
}
