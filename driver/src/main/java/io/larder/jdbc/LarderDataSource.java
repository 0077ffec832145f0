package io.larder.jdbc;

import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.config.LarderUrl;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A DataSource whose connections answer repeated queries from memory: either around another DataSource, or for a URL.
 *
 * <p>Under a connection pool, give the pool this DataSource (or the {@code jdbc:larder:} URL) rather than putting it around
 * the pool: what is known of a session then lives as long as the physical connection. To be configured before it is used by
 * several threads; then thread-safe.
 */
public final class LarderDataSource implements DataSource {
    private volatile @Nullable DataSource target;
    private volatile @Nullable String url;
    private volatile @Nullable String user;
    private volatile @Nullable String password;
    private volatile Map<String, String> options = Map.of();

    /** A DataSource to be configured by its properties. */
    public LarderDataSource() {}

    /** A DataSource around another one, with options from the environment and {@code larder.properties}. */
    public LarderDataSource(DataSource target) {
        this.target = target;
    }

    /** Sets the DataSource that opens the connections; it takes precedence over a URL. */
    public void setDataSource(DataSource dataSource) {
        this.target = dataSource;
    }

    /** Sets the URL, with or without {@code larder:} after {@code jdbc:}. */
    public void setUrl(String newUrl) {
        this.url = newUrl;
    }

    public @Nullable String getUrl() {
        return url;
    }

    public void setUser(String newUser) {
        this.user = newUser;
    }

    public @Nullable String getUser() {
        return user;
    }

    public void setPassword(String newPassword) {
        this.password = newPassword;
    }

    /** Sets options by their names, such as {@code larder.ttl}; what is wrong with them is said when connecting. */
    public void setOptions(Map<String, String> newOptions) {
        this.options = Map.copyOf(newOptions);
    }

    @Override
    public Connection getConnection() throws SQLException {
        DataSource wrapped = target;
        return wrapped != null
                ? ConnectionOpener.open(wrapped.getConnection(), DriverConfig.resolve(options))
                : connect(user, password);
    }

    @Override
    public Connection getConnection(String asUser, String withPassword) throws SQLException {
        DataSource wrapped = target;
        return wrapped != null
                ? ConnectionOpener.open(wrapped.getConnection(asUser, withPassword), DriverConfig.resolve(options))
                : connect(asUser, withPassword);
    }

    private Connection connect(@Nullable String asUser, @Nullable String withPassword) throws SQLException {
        String given = url;
        if (given == null) {
            throw new SQLException("LarderDataSource has neither a DataSource nor a URL", "08001");
        }
        Properties properties = new Properties();
        new HashMap<>(options).forEach(properties::setProperty);
        if (asUser != null) {
            properties.setProperty("user", asUser);
        }
        if (withPassword != null) {
            properties.setProperty("password", withPassword);
        }
        String larderUrl = LarderUrl.accepts(given) ? given : given.replaceFirst("^jdbc:", "jdbc:larder:");
        Connection connection = new LarderDriver().connect(larderUrl, properties);
        if (connection == null) {
            throw new SQLException("not a JDBC URL: it must start with jdbc:", "08001");
        }
        return connection;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        DataSource wrapped = target;
        return wrapped == null ? DriverManager.getLogWriter() : wrapped.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        DataSource wrapped = target;
        if (wrapped != null) {
            wrapped.setLogWriter(out);
        }
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        DataSource wrapped = target;
        if (wrapped == null) {
            throw new SQLFeatureNotSupportedException("set the login timeout in the URL of the database's driver");
        }
        wrapped.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        DataSource wrapped = target;
        return wrapped == null ? 0 : wrapped.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.larder");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        DataSource wrapped = target;
        if (wrapped == null) {
            throw new SQLException("LarderDataSource wraps no " + type.getName());
        }
        return type.isInstance(wrapped) ? type.cast(wrapped) : wrapped.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        DataSource wrapped = target;
        return type.isInstance(this) || wrapped != null && (type.isInstance(wrapped) || wrapped.isWrapperFor(type));
    }
}
