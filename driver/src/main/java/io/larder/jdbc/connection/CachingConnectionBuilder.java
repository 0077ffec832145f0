package io.larder.jdbc.connection;

import io.larder.jdbc.config.DriverConfig;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;

/** A builder of the database's driver, whose connections get the cache around them. */
public record CachingConnectionBuilder(ConnectionBuilder delegate, DriverConfig config) implements ConnectionBuilder {
    @Override
    public ConnectionBuilder user(String username) {
        delegate.user(username);
        return this;
    }

    @Override
    public ConnectionBuilder password(String password) {
        delegate.password(password);
        return this;
    }

    @Override
    public ConnectionBuilder shardingKey(ShardingKey shardingKey) {
        delegate.shardingKey(shardingKey);
        return this;
    }

    @Override
    public ConnectionBuilder superShardingKey(ShardingKey superShardingKey) {
        delegate.superShardingKey(superShardingKey);
        return this;
    }

    @Override
    public Connection build() throws SQLException {
        return ConnectionOpener.open(delegate.build(), config);
    }
}
