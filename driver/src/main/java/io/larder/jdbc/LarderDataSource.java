package io.larder.jdbc;

import io.larder.jdbc.connection.CachingConnectionBuilder;
import io.larder.jdbc.warmup.ConnectionSource;
import io.larder.jdbc.warmup.WarmDoor;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A DataSource whose connections answer repeated queries from memory: either around another DataSource, or for a URL.
 *
 * <p>Under a connection pool, give the pool this DataSource (or the {@code jdbc:larder:} URL) rather than putting it around
 * the pool: what is known of a session then lives as long as the physical connection. To be configured before it is used by
 * several threads; then thread-safe.
 */
public final class LarderDataSource extends LarderCommonDataSource<DataSource> implements DataSource {
    /** A DataSource to be configured by its properties. */
    public LarderDataSource() {
        super(null);
    }

    /** A DataSource around another one, with options from the environment and {@code larder.properties}. */
    public LarderDataSource(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        DataSource wrapped = target();
        return wrapped != null ? cached(wrapped::getConnection) : connect(getUser(), password());
    }

    @Override
    public Connection getConnection(String asUser, String withPassword) throws SQLException {
        DataSource wrapped = target();
        return wrapped != null
                ? cached(() -> wrapped.getConnection(asUser, withPassword))
                : connect(asUser, withPassword);
    }

    private Connection cached(ConnectionSource bare) throws SQLException {
        return new WarmDoor(config(), bare).open();
    }

    private Connection connect(@Nullable String asUser, @Nullable String withPassword) throws SQLException {
        String url = larderUrl();
        Properties properties = properties();
        if (asUser != null) {
            properties.setProperty("user", asUser);
        }
        if (withPassword != null) {
            properties.setProperty("password", withPassword);
        }
        return Objects.requireNonNull(new LarderDriver().connect(url, properties), "no driver takes the URL");
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        DataSource wrapped = target();
        return wrapped == null
                ? DataSource.super.createConnectionBuilder()
                : new CachingConnectionBuilder(wrapped.createConnectionBuilder(), config());
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        DataSource wrapped = target();
        if (wrapped == null) {
            throw new SQLException("LarderDataSource wraps no " + type.getName());
        }
        return type.isInstance(wrapped) ? type.cast(wrapped) : wrapped.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        DataSource wrapped = target();
        return type.isInstance(this) || wrapped != null && (type.isInstance(wrapped) || wrapped.isWrapperFor(type));
    }
}
