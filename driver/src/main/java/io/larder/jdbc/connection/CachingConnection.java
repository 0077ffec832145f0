package io.larder.jdbc.connection;

import io.larder.invalidation.Announcement;
import io.larder.jdbc.api.CacheStatistics;
import io.larder.jdbc.api.LarderConnection;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Events;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.console.Console;
import io.larder.jdbc.console.PreparedAnswer;
import io.larder.jdbc.database.DriverAccess;
import io.larder.jdbc.statement.StatementRunner;
import io.larder.jdbc.statement.StatementSettings;
import io.larder.jdbc.transaction.TransactionScope;
import io.larder.sql.Change;
import io.larder.sql.StatementPlan;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A connection of the database's driver, whose statements go through the cache. As thread-safe as the driver's own. */
class CachingConnection extends DelegatingConnection implements LarderConnection, LeadsToDatabase {
    private final CachedDatabase database;
    private final Session session;
    private final TransactionScope transaction;
    private final StatementRunner runner;
    private final Console console;
    private final DriverAccess access = new Access();
    private final AtomicBoolean ended = new AtomicBoolean();
    /** Open from the moment the driver's own connection is handed out. */
    private final AtomicReference<@Nullable Announcement> vendorAccess = new AtomicReference<>();

    CachingConnection(
            Connection delegate,
            CachedDatabase database,
            Session session,
            TransactionScope transaction,
            StatementRunner runner,
            Console console) {
        super(delegate);
        this.database = database;
        this.session = session;
        this.transaction = transaction;
        this.runner = runner;
        this.console = console;
        database.connectionOpened();
    }

    StatementRunner runner() {
        return runner;
    }

    /** Returns who answers what Larder itself is asked. */
    Console console() {
        return console;
    }

    @Override
    public StatementPlan plan(@Nullable String sql) {
        return runner.plan(sql);
    }

    /** Returns what a parameter of one of the driver's own classes says; empty if it cannot be compared. */
    Optional<Object> boundValue(Object parameter) {
        try {
            return database.support().boundValue(parameter);
        } catch (SQLException | RuntimeException | LinkageError unknown) {
            return Optional.empty();
        }
    }

    @Override
    public CacheStatistics statistics() throws SQLException {
        return database().statistics();
    }

    @Override
    public CachedDatabase database() throws SQLException {
        // Asked for its error: a closed connection answers nothing.
        delegate.getAutoCommit();
        return database;
    }

    @Override
    public void setCaching(boolean caching) throws SQLException {
        // Asked for its error, here and below.
        delegate.getAutoCommit();
        runner.wishes().setCaching(caching);
    }

    @Override
    public boolean isCaching() throws SQLException {
        delegate.getAutoCommit();
        return runner.wishes().isCaching();
    }

    @Override
    public Statement createStatement() throws SQLException {
        return statement(delegate.createStatement());
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return statement(delegate.createStatement(type, concurrency));
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return statement(delegate.createStatement(type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepared(sql, false, delegate::prepareStatement);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return prepared(sql, false, text -> delegate.prepareStatement(text, type, concurrency));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return prepared(sql, false, text -> delegate.prepareStatement(text, type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        boolean generatedKeys = autoGeneratedKeys != Statement.NO_GENERATED_KEYS;
        return prepared(sql, generatedKeys, text -> delegate.prepareStatement(text, autoGeneratedKeys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        return prepared(sql, true, text -> delegate.prepareStatement(text, columnIndexes));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        return prepared(sql, true, text -> delegate.prepareStatement(text, columnNames));
    }

    @Override
    public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
        return handedOut(delegate.createArrayOf(typeName, elements));
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return called(delegate.prepareCall(sql), new StatementSettings(true), sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return called(delegate.prepareCall(sql, type, concurrency), new StatementSettings(true), sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        return called(delegate.prepareCall(sql, type, concurrency, holdability), new StatementSettings(true), sql);
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return new CachingDatabaseMetaData(this, delegate.getMetaData());
    }

    @Override
    public void commit() throws SQLException {
        transaction.commit(SqlCall.of(delegate::commit));
        runner.transactionEnded();
    }

    @Override
    public void rollback() throws SQLException {
        transaction.rollback(SqlCall.of(delegate::rollback));
        runner.transactionEnded();
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        delegate.rollback(savepoint);
        // Changes stay remembered, which is more than needed and never less.
        session.savepointEnded();
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        // Switching it on commits what is open.
        transaction.commit(SqlCall.of(() -> delegate.setAutoCommit(autoCommit)));
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        // H2 commits what is open, even if the level stays the same.
        transaction.beginIfServed();
        transaction.commit(SqlCall.of(() -> delegate.setTransactionIsolation(level)));
        transaction.isolation(level);
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        transaction.beginIfServed();
        delegate.setReadOnly(readOnly);
    }

    @Override
    public void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
        transaction.beginIfServed();
        delegate.setClientInfo(name, value);
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        transaction.beginIfServed();
        delegate.setClientInfo(properties);
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        changingSession(() -> delegate.setSchema(schema));
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        changingSession(() -> delegate.setCatalog(catalog));
    }

    @Override
    public void close() throws SQLException {
        runner.releaseWaiting();
        try {
            transaction.close(SqlCall.of(delegate::close));
        } finally {
            ended();
        }
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        runner.releaseWaiting();
        try {
            transaction.abort(SqlCall.of(() -> delegate.abort(executor)));
        } finally {
            ended();
        }
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        // Asked first for its errors.
        boolean theirs = delegate.isWrapperFor(type);
        if (type != null && type.isInstance(this)) {
            return type.cast(this);
        }
        if (!theirs) {
            return delegate.unwrap(type);
        }
        var watched = database.support().harmlessView(delegate, type, access);
        if (watched.isPresent()) {
            return watched.get();
        }
        vendorAccess();
        return delegate.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return delegate.isWrapperFor(type) || type != null && type.isInstance(this);
    }

    /** Returns a result of the driver's with the application's statement and connection. */
    final ResultSet adopted(ResultSet rows) throws SQLException {
        Statement own = rows.getStatement();
        // Results that were made up by the driver have no statement, and lead nowhere.
        return own == null ? rows : new CachingResultSet(statement(own), rows);
    }

    /** Returns a value that the driver gave, so that it leads to this connection and not past it. */
    @SuppressWarnings(
            "unchecked") // A result is asked for as a ResultSet, and a watched array is of the driver's class.
    final <T extends @Nullable Object> T handedOut(T value) throws SQLException {
        if (value instanceof ResultSet rows) {
            return (T) adopted(rows);
        }
        return value instanceof Array array ? (T) database.support().watched(array, access) : value;
    }

    private PreparedStatement prepared(String sql, boolean returnsKeys, PreparedAnswer.Preparing preparing)
            throws SQLException {
        return prepared(console.prepare(sql, preparing), new StatementSettings(returnsKeys), sql);
    }

    private CachingStatement statement(Statement statement) {
        return statement(statement, new StatementSettings(false));
    }

    CachingStatement statement(Statement statement, StatementSettings settings) {
        return new CachingStatement(this, statement, settings);
    }

    CachingPreparedStatement prepared(PreparedStatement statement, StatementSettings settings, String sql) {
        return new CachingPreparedStatement(this, statement, settings, sql);
    }

    CachingCallableStatement called(CallableStatement statement, StatementSettings settings, String sql) {
        return new CachingCallableStatement(this, statement, settings, sql);
    }

    private void changingSession(SqlCall.Action action) throws SQLException {
        try {
            action.run();
        } finally {
            session.touched(transaction.mayBeExplicit());
        }
    }

    /** From here on anything may be written at any time without passing by: nothing is served until this is closed. */
    void vendorAccess() {
        session.vendorAccess();
        if (vendorAccess.get() != null) {
            return;
        }
        Announcement announcement = database.announce(Change.EVERYTHING);
        if (!vendorAccess.compareAndSet(null, announcement)) {
            announcement.rolledBack();
            return;
        }
        Events.once(
                Events.Event.VENDOR_ACCESS,
                "the driver's own connection was handed out; its database is not cached until it is closed");
    }

    /** Of what the application does through types of the driver's own. */
    final DriverAccess access() {
        return access;
    }

    private final class Access implements DriverAccess {
        @Override
        public void uncontrolled() {
            vendorAccess();
        }

        @Override
        public <T extends @Nullable Object> T run(String sql, Call<T> call) throws SQLException {
            return runner.run(plan(sql), StatementRunner.Execution.DRIVER_CALL, call::run);
        }

        @Override
        public boolean changesNothing(String sql) {
            return runner.changesNothing(plan(sql));
        }

        @Override
        public ResultSet adopted(ResultSet driverResult) throws SQLException {
            return CachingConnection.this.adopted(driverResult);
        }

        @Override
        public Connection application() {
            return CachingConnection.this;
        }
    }

    private void ended() {
        if (!ended.getAndSet(true)) {
            database.connectionClosed();
        }
        Announcement announcement = vendorAccess.getAndSet(null);
        if (announcement != null) {
            announcement.committed();
        }
    }
}
