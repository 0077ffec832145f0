package io.larder.jdbc;

import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.config.LarderUrl;
import io.larder.jdbc.config.ResolvedConfig;
import java.io.PrintWriter;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.CommonDataSource;
import org.jspecify.annotations.Nullable;

/**
 * What Larder's DataSources of all kinds have in common: they wrap one of the database's driver, or are given a URL. To be
 * configured before they are used by several threads; then thread-safe.
 *
 * @param <D> the kind of DataSource that is wrapped
 */
public abstract sealed class LarderCommonDataSource<D extends CommonDataSource> implements CommonDataSource
        permits LarderDataSource, LarderXADataSource, LarderConnectionPoolDataSource {
    private volatile @Nullable D target;
    private volatile @Nullable String url;
    private volatile @Nullable String user;
    private volatile @Nullable String password;
    private volatile Map<String, String> options = Map.of();

    LarderCommonDataSource(@Nullable D target) {
        this.target = target;
    }

    /** Sets the DataSource that opens the connections; it takes precedence over a URL. */
    public void setDataSource(D dataSource) {
        this.target = dataSource;
    }

    /** Sets the URL, with or without {@code larder:} after {@code jdbc:}. */
    public void setUrl(String newUrl) {
        this.url = newUrl;
    }

    /** Returns the URL as it was set; null if there is none. */
    public @Nullable String getUrl() {
        return url;
    }

    /** Sets the user for connections that are opened by the URL. */
    public void setUser(String newUser) {
        this.user = newUser;
    }

    /** Returns the user as it was set; null if there is none. */
    public @Nullable String getUser() {
        return user;
    }

    /** Sets the password for connections that are opened by the URL. */
    public void setPassword(String newPassword) {
        this.password = newPassword;
    }

    /** Sets options by their names, such as {@code larder.ttl}; what is wrong with them is said when connecting. */
    public void setOptions(Map<String, String> newOptions) {
        this.options = Map.copyOf(newOptions);
    }

    /** Returns the wrapped DataSource; null if there is a URL instead. */
    final @Nullable D target() {
        return target;
    }

    final @Nullable String password() {
        return password;
    }

    /** Returns the configuration for connections of the wrapped DataSource. */
    final DriverConfig config() throws SQLException {
        return DriverConfig.resolve(options);
    }

    /** Returns the URL as Larder's driver takes it. */
    final String larderUrl() throws SQLException {
        String given = url;
        if (given == null) {
            throw new SQLException(getClass().getSimpleName() + " has neither a DataSource nor a URL", "08001");
        }
        String larderUrl = LarderUrl.accepts(given) ? given : given.replaceFirst("^jdbc:", "jdbc:larder:");
        if (!LarderUrl.accepts(larderUrl)) {
            throw new SQLException("not a JDBC URL: it must start with jdbc:", "08001");
        }
        return larderUrl;
    }

    /** Returns the URL, taken apart. */
    final ResolvedConfig resolvedUrl() throws SQLException {
        return DriverConfig.resolve(larderUrl(), properties());
    }

    /** Returns the options as a driver takes them. */
    final Properties properties() {
        Properties properties = new Properties();
        new HashMap<>(options).forEach(properties::setProperty);
        return properties;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        D wrapped = target;
        return wrapped == null ? DriverManager.getLogWriter() : wrapped.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        D wrapped = target;
        if (wrapped != null) {
            wrapped.setLogWriter(out);
        }
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        D wrapped = target;
        if (wrapped == null) {
            throw new SQLFeatureNotSupportedException("set the login timeout in the URL of the database's driver");
        }
        wrapped.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        D wrapped = target;
        return wrapped == null ? 0 : wrapped.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.larder");
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        D wrapped = target;
        return wrapped == null ? CommonDataSource.super.createShardingKeyBuilder() : wrapped.createShardingKeyBuilder();
    }
}
