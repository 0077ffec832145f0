package io.larder.jdbc.warmup;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Events;
import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.config.CacheMode;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.connection.ConnectionOpener;
import io.larder.jdbc.connection.LeadsToDatabase;
import io.larder.jdbc.console.WarmUp;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one connection of the application came in: who knows how to open another one like it, for a warm-up. The first
 * connection to a database starts its warm-up; any can be asked for one by SQL. Thread-safe.
 */
public final class WarmDoor implements WarmUp {
    private final DriverConfig config;
    private final ConnectionSource bare;
    private volatile @Nullable CachedDatabase database;

    /** @param bare opens a connection of the database's own driver, as the application does */
    public WarmDoor(DriverConfig config, ConnectionSource bare) {
        this.config = config;
        this.bare = bare;
    }

    /** Opens the connection of the application. What a warm-up has to do with it never delays it, or fails it. */
    public Connection open() throws SQLException {
        return opened(makingRoom(bare::open));
    }

    /** Opens a connection of the application's; no warm-up has the place that it needs. */
    public static <T extends @Nullable Object> T makingRoom(SqlCall<T> opening) throws SQLException {
        return WarmConnections.makingRoom(opening);
    }

    /** Puts the cache around the connection that the driver has opened. */
    public Connection opened(Connection fresh) throws SQLException {
        Connection connection = ConnectionOpener.open(fresh, config, this);
        try {
            if (connection.isWrapperFor(LeadsToDatabase.class)) {
                leadsTo(connection.unwrap(LeadsToDatabase.class).database());
            }
        } catch (SQLException | RuntimeException | LinkageError | OutOfMemoryError trouble) {
            Events.once(Events.Event.WARM_UP_TROUBLE, trouble);
        }
        return connection;
    }

    private void leadsTo(CachedDatabase reached) {
        if (!reached.isPlaced()) {
            return;
        }
        database = reached;
        WarmUps.seen(reached);
        if (config.warmUp().isWanted() && config.mode() != CacheMode.OFF) {
            WarmUps.start(reached, config.warmUp(), this::openAnother);
        }
    }

    /** Opens a connection of the warm-up's own. */
    private Connection openAnother() throws SQLException {
        return ConnectionOpener.open(bare.open(), config);
    }

    @Override
    public String begin(String script) throws SQLException {
        CachedDatabase reached = database;
        if (reached == null) {
            return NONE.begin(script);
        }
        try {
            ScriptSource source =
                    ScriptSource.read(script, Thread.currentThread().getContextClassLoader());
            WarmUps.begin(reached, source, config.warmUp(), this::openAnother);
            return "begun: SHOW LARDER WARMUP tells how far it is";
        } catch (IOException unreadable) {
            throw new SQLException("Larder: the script cannot be read: " + unreadable, "58030", unreadable);
        }
    }

    @Override
    public List<Progress> progress() {
        CachedDatabase reached = database;
        return reached == null ? List.of() : WarmUps.progress(reached);
    }
}
