package io.larder.jdbc.connection;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.console.Console;
import io.larder.jdbc.statement.StatementRunner;
import io.larder.jdbc.statement.StatementSettings;
import io.larder.jdbc.transaction.TransactionScope;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TimerTask;
import java.util.logging.Logger;
import org.jspecify.annotations.NullUnmarked;
import org.postgresql.PGNotification;
import org.postgresql.PGStatement;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.CachedQuery;
import org.postgresql.core.Encoding;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ReplicationProtocol;
import org.postgresql.core.TransactionState;
import org.postgresql.core.TypeInfo;
import org.postgresql.core.Version;
import org.postgresql.fastpath.Fastpath;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.jdbc.FieldMetadata;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.jdbc.TimestampUtils;
import org.postgresql.largeobject.LargeObjectManager;
import org.postgresql.replication.PGReplicationConnection;
import org.postgresql.util.LruCache;
import org.postgresql.util.PGobject;
import org.postgresql.xml.PGXmlFactoryFactory;

/**
 * A connection that is also of the types of PostgreSQL's driver, for programs that cast what they got from DriverManager.
 * All methods of these types go to a view that reports what Larder cannot follow.
 *
 * <p>Null-unmarked, as the driver's types are.
 */
@NullUnmarked
@SuppressWarnings("deprecation") // What the driver has deprecated, it still has.
final class PostgresConnection extends CachingConnection implements BaseConnection {
    private final BaseConnection vendor;

    PostgresConnection(
            Connection driverConnection,
            CachedDatabase database,
            Session session,
            TransactionScope transaction,
            StatementRunner runner,
            Console console)
            throws SQLException {
        super(driverConnection, database, session, transaction, runner, console);
        this.vendor = database.support()
                .harmlessView(driverConnection, BaseConnection.class, access())
                .orElseThrow();
    }

    @Override
    CachingStatement statement(Statement statement, StatementSettings settings) {
        return statement instanceof PGStatement
                ? new PostgresStatement(this, statement, settings)
                : super.statement(statement, settings);
    }

    @Override
    CachingPreparedStatement prepared(PreparedStatement statement, StatementSettings settings, String sql) {
        return statement instanceof PGStatement
                ? new PostgresPreparedStatement(this, statement, settings, sql)
                : super.prepared(statement, settings, sql);
    }

    @Override
    CachingCallableStatement called(CallableStatement statement, StatementSettings settings, String sql) {
        return statement instanceof PGStatement
                ? new PostgresCallableStatement(this, statement, settings, sql)
                : super.called(statement, settings, sql);
    }

    @Override
    public void addDataType(String type, Class<? extends PGobject> className) throws SQLException {
        vendor.addDataType(type, className);
    }

    @Override
    public void addDataType(String type, String className) {
        vendor.addDataType(type, className);
    }

    @Override
    public void addTimerTask(TimerTask task, long milliseconds) {
        vendor.addTimerTask(task, milliseconds);
    }

    @Override
    public void alterUserPassword(String user, char[] newPassword, String encryptionType) throws SQLException {
        vendor.alterUserPassword(user, newPassword, encryptionType);
    }

    @Override
    public boolean binaryTransferSend(int oid) {
        return vendor.binaryTransferSend(oid);
    }

    @Override
    public void cancelQuery() throws SQLException {
        runner().releaseWaiting();
        vendor.cancelQuery();
    }

    @Override
    public Array createArrayOf(String typeName, Object elements) throws SQLException {
        return handedOut(vendor.createArrayOf(typeName, elements));
    }

    @Override
    public CachedQuery createQuery(String sql, boolean escapeProcessing, boolean isParameterized, String... columnNames)
            throws SQLException {
        return vendor.createQuery(sql, escapeProcessing, isParameterized, columnNames);
    }

    @Override
    public byte[] encodeString(String text) throws SQLException {
        return vendor.encodeString(text);
    }

    @Override
    public String escapeIdentifier(String identifier) throws SQLException {
        return vendor.escapeIdentifier(identifier);
    }

    @Override
    public String escapeLiteral(String literal) throws SQLException {
        return vendor.escapeLiteral(literal);
    }

    @Override
    public String escapeString(String text) throws SQLException {
        return vendor.escapeString(text);
    }

    @Override
    public ResultSet execSQLQuery(String sql) throws SQLException {
        return vendor.execSQLQuery(sql);
    }

    @Override
    public ResultSet execSQLQuery(String sql, int resultSetType, int resultSetConcurrency) throws SQLException {
        return vendor.execSQLQuery(sql, resultSetType, resultSetConcurrency);
    }

    @Override
    public void execSQLUpdate(String sql) throws SQLException {
        vendor.execSQLUpdate(sql);
    }

    @Override
    public boolean getAdaptiveFetch() {
        return vendor.getAdaptiveFetch();
    }

    @Override
    public AutoSave getAutosave() {
        return vendor.getAutosave();
    }

    @Override
    public int getBackendPID() {
        return vendor.getBackendPID();
    }

    @Override
    public boolean getConvertBooleanToNumeric() {
        return vendor.getConvertBooleanToNumeric();
    }

    @Override
    public CopyManager getCopyAPI() throws SQLException {
        return vendor.getCopyAPI();
    }

    @Override
    public int getDefaultFetchSize() {
        return vendor.getDefaultFetchSize();
    }

    @Override
    public Encoding getEncoding() throws SQLException {
        return vendor.getEncoding();
    }

    @Override
    public Fastpath getFastpathAPI() throws SQLException {
        return vendor.getFastpathAPI();
    }

    @Override
    public LruCache<FieldMetadata.Key, FieldMetadata> getFieldMetadataCache() {
        return vendor.getFieldMetadataCache();
    }

    @Override
    public LargeObjectManager getLargeObjectAPI() throws SQLException {
        return vendor.getLargeObjectAPI();
    }

    @Override
    public boolean getLogServerErrorDetail() {
        return vendor.getLogServerErrorDetail();
    }

    @Override
    public Logger getLogger() {
        return vendor.getLogger();
    }

    @Override
    public PGNotification[] getNotifications() throws SQLException {
        return vendor.getNotifications();
    }

    @Override
    public PGNotification[] getNotifications(int timeoutMillis) throws SQLException {
        return vendor.getNotifications(timeoutMillis);
    }

    @Override
    public Object getObject(String type, String value, byte[] bytes) throws SQLException {
        return vendor.getObject(type, value, bytes);
    }

    @Override
    public String getParameterStatus(String parameterName) {
        return vendor.getParameterStatus(parameterName);
    }

    @Override
    public Map<String, String> getParameterStatuses() {
        return vendor.getParameterStatuses();
    }

    @Override
    public PreferQueryMode getPreferQueryMode() {
        return vendor.getPreferQueryMode();
    }

    @Override
    public int getPrepareThreshold() {
        return vendor.getPrepareThreshold();
    }

    @Override
    public QueryExecutor getQueryExecutor() {
        return vendor.getQueryExecutor();
    }

    @Override
    public int getQueryTimeout() {
        return vendor.getQueryTimeout();
    }

    @Override
    public PGReplicationConnection getReplicationAPI() {
        return vendor.getReplicationAPI();
    }

    @Override
    public ReplicationProtocol getReplicationProtocol() {
        return vendor.getReplicationProtocol();
    }

    @Override
    public boolean getStandardConformingStrings() {
        return vendor.getStandardConformingStrings();
    }

    @Override
    public boolean getStringVarcharFlag() {
        return vendor.getStringVarcharFlag();
    }

    @Override
    public TimestampUtils getTimestampUtils() {
        return vendor.getTimestampUtils();
    }

    @Override
    public TransactionState getTransactionState() {
        return vendor.getTransactionState();
    }

    @Override
    public TypeInfo getTypeInfo() {
        return vendor.getTypeInfo();
    }

    @Override
    public PGXmlFactoryFactory getXmlFactoryFactory() throws SQLException {
        return vendor.getXmlFactoryFactory();
    }

    @Override
    public boolean haveMinimumServerVersion(int version) {
        return vendor.haveMinimumServerVersion(version);
    }

    @Override
    public boolean haveMinimumServerVersion(Version version) {
        return vendor.haveMinimumServerVersion(version);
    }

    @Override
    public boolean hintReadOnly() {
        return vendor.hintReadOnly();
    }

    @Override
    public boolean isColumnSanitiserDisabled() {
        return vendor.isColumnSanitiserDisabled();
    }

    @Override
    public void purgeTimerTasks() {
        vendor.purgeTimerTasks();
    }

    @Override
    public void setAdaptiveFetch(boolean adaptiveFetch) {
        vendor.setAdaptiveFetch(adaptiveFetch);
    }

    @Override
    public void setAutosave(AutoSave autosave) {
        vendor.setAutosave(autosave);
    }

    @Override
    public void setDefaultFetchSize(int fetchSize) throws SQLException {
        vendor.setDefaultFetchSize(fetchSize);
    }

    @Override
    public void setFlushCacheOnDeallocate(boolean flush) {
        vendor.setFlushCacheOnDeallocate(flush);
    }

    @Override
    public void setPrepareThreshold(int threshold) {
        vendor.setPrepareThreshold(threshold);
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        vendor.setQueryTimeout(seconds);
    }
}
