package io.larder.jdbc.connection;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The driver's own metadata, which knows the application's connection, as do the statements of its results. */
final class CachingDatabaseMetaData extends DelegatingDatabaseMetaData implements DatabaseMetaData {
    private final CachingConnection connection;

    CachingDatabaseMetaData(CachingConnection connection, DatabaseMetaData delegate) {
        super(delegate);
        this.connection = connection;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connection;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        // Asked first for its errors.
        boolean theirs = delegate.isWrapperFor(type);
        if (type != null && type.isInstance(this)) {
            return type.cast(this);
        }
        if (theirs && DatabaseMetaData.class.isAssignableFrom(type)) {
            // It leads to the driver's own connection.
            connection.vendorAccess();
        }
        return delegate.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return delegate.isWrapperFor(type) || type != null && type.isInstance(this);
    }

    @Override
    public ResultSet getAttributes(
            @Nullable String catalog, @Nullable String schema, @Nullable String name, @Nullable String column)
            throws SQLException {
        return adopt(delegate.getAttributes(catalog, schema, name, column));
    }

    @Override
    public ResultSet getBestRowIdentifier(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, int scope, boolean nullable)
            throws SQLException {
        return adopt(delegate.getBestRowIdentifier(catalog, schema, table, scope, nullable));
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        return adopt(delegate.getCatalogs());
    }

    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        return adopt(delegate.getClientInfoProperties());
    }

    @Override
    public ResultSet getColumnPrivileges(
            @Nullable String catalog, @Nullable String schema, @Nullable String name, @Nullable String column)
            throws SQLException {
        return adopt(delegate.getColumnPrivileges(catalog, schema, name, column));
    }

    @Override
    public ResultSet getColumns(
            @Nullable String catalog, @Nullable String schema, @Nullable String name, @Nullable String column)
            throws SQLException {
        return adopt(delegate.getColumns(catalog, schema, name, column));
    }

    @Override
    public ResultSet getCrossReference(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            @Nullable String otherCatalog,
            @Nullable String otherSchema,
            @Nullable String otherTable)
            throws SQLException {
        return adopt(delegate.getCrossReference(catalog, schema, table, otherCatalog, otherSchema, otherTable));
    }

    @Override
    public ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String name)
            throws SQLException {
        return adopt(delegate.getExportedKeys(catalog, schema, name));
    }

    @Override
    public ResultSet getFunctionColumns(
            @Nullable String catalog, @Nullable String schema, @Nullable String name, @Nullable String column)
            throws SQLException {
        return adopt(delegate.getFunctionColumns(catalog, schema, name, column));
    }

    @Override
    public ResultSet getFunctions(@Nullable String catalog, @Nullable String schema, @Nullable String name)
            throws SQLException {
        return adopt(delegate.getFunctions(catalog, schema, name));
    }

    @Override
    public ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String name)
            throws SQLException {
        return adopt(delegate.getImportedKeys(catalog, schema, name));
    }

    @Override
    public ResultSet getIndexInfo(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            boolean unique,
            boolean approximate)
            throws SQLException {
        return adopt(delegate.getIndexInfo(catalog, schema, table, unique, approximate));
    }

    @Override
    public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, @Nullable String name)
            throws SQLException {
        return adopt(delegate.getPrimaryKeys(catalog, schema, name));
    }

    @Override
    public ResultSet getProcedureColumns(
            @Nullable String catalog, @Nullable String schema, @Nullable String name, @Nullable String column)
            throws SQLException {
        return adopt(delegate.getProcedureColumns(catalog, schema, name, column));
    }

    @Override
    public ResultSet getProcedures(@Nullable String catalog, @Nullable String schema, @Nullable String name)
            throws SQLException {
        return adopt(delegate.getProcedures(catalog, schema, name));
    }

    @Override
    public ResultSet getPseudoColumns(
            @Nullable String catalog, @Nullable String schema, @Nullable String name, @Nullable String column)
            throws SQLException {
        return adopt(delegate.getPseudoColumns(catalog, schema, name, column));
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return adopt(delegate.getSchemas());
    }

    @Override
    public ResultSet getSchemas(@Nullable String catalog, @Nullable String schema) throws SQLException {
        return adopt(delegate.getSchemas(catalog, schema));
    }

    @Override
    public ResultSet getSuperTables(@Nullable String catalog, @Nullable String schema, @Nullable String name)
            throws SQLException {
        return adopt(delegate.getSuperTables(catalog, schema, name));
    }

    @Override
    public ResultSet getSuperTypes(@Nullable String catalog, @Nullable String schema, @Nullable String name)
            throws SQLException {
        return adopt(delegate.getSuperTypes(catalog, schema, name));
    }

    @Override
    public ResultSet getTablePrivileges(@Nullable String catalog, @Nullable String schema, @Nullable String name)
            throws SQLException {
        return adopt(delegate.getTablePrivileges(catalog, schema, name));
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        return adopt(delegate.getTableTypes());
    }

    @Override
    public ResultSet getTables(
            @Nullable String catalog, @Nullable String schema, @Nullable String name, String @Nullable [] types)
            throws SQLException {
        return adopt(delegate.getTables(catalog, schema, name, types));
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        return adopt(delegate.getTypeInfo());
    }

    @Override
    public ResultSet getUDTs(
            @Nullable String catalog, @Nullable String schema, @Nullable String name, int @Nullable [] types)
            throws SQLException {
        return adopt(delegate.getUDTs(catalog, schema, name, types));
    }

    @Override
    public ResultSet getVersionColumns(@Nullable String catalog, @Nullable String schema, @Nullable String name)
            throws SQLException {
        return adopt(delegate.getVersionColumns(catalog, schema, name));
    }

    private ResultSet adopt(ResultSet rows) throws SQLException {
        return connection.adopted(rows);
    }
}
