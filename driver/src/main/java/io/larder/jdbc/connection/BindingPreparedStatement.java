package io.larder.jdbc.connection;

import io.larder.jdbc.statement.BoundParameters;
import io.larder.jdbc.statement.ParameterValue;
import io.larder.jdbc.statement.StatementSettings;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement that takes note of what is bound to it. The driver is told first: what it refuses was not bound.
 * Streams, locators and values of unknown classes cannot be compared, so that the statement then passes by the cache.
 */
abstract class BindingPreparedStatement extends DelegatingPreparedStatement {
    private static final int UNTYPED = Integer.MIN_VALUE;

    final BoundParameters parameters = new BoundParameters();

    BindingPreparedStatement(CachingConnection connection, PreparedStatement prepared, StatementSettings settings) {
        super(connection, prepared, settings);
    }

    @Override
    public void clearParameters() throws SQLException {
        prepared.clearParameters();
        parameters.clear();
    }

    @Override
    public void setArray(int parameterIndex, @Nullable Array value) throws SQLException {
        prepared.setArray(parameterIndex, value);
        bindObject(parameterIndex, value, Types.ARRAY, UNTYPED);
    }

    @Override
    public void setAsciiStream(int parameterIndex, @Nullable InputStream value) throws SQLException {
        prepared.setAsciiStream(parameterIndex, value);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setAsciiStream(int parameterIndex, @Nullable InputStream value, int length) throws SQLException {
        prepared.setAsciiStream(parameterIndex, value, length);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setAsciiStream(int parameterIndex, @Nullable InputStream value, long length) throws SQLException {
        prepared.setAsciiStream(parameterIndex, value, length);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setBigDecimal(int parameterIndex, @Nullable BigDecimal value) throws SQLException {
        prepared.setBigDecimal(parameterIndex, value);
        parameters.bind(parameterIndex, "BigDecimal", value);
    }

    @Override
    public void setBinaryStream(int parameterIndex, @Nullable InputStream value) throws SQLException {
        prepared.setBinaryStream(parameterIndex, value);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setBinaryStream(int parameterIndex, @Nullable InputStream value, int length) throws SQLException {
        prepared.setBinaryStream(parameterIndex, value, length);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setBinaryStream(int parameterIndex, @Nullable InputStream value, long length) throws SQLException {
        prepared.setBinaryStream(parameterIndex, value, length);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setBlob(int parameterIndex, @Nullable Blob value) throws SQLException {
        prepared.setBlob(parameterIndex, value);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setBlob(int parameterIndex, @Nullable InputStream value) throws SQLException {
        prepared.setBlob(parameterIndex, value);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setBlob(int parameterIndex, @Nullable InputStream value, long length) throws SQLException {
        prepared.setBlob(parameterIndex, value, length);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setBoolean(int parameterIndex, boolean value) throws SQLException {
        prepared.setBoolean(parameterIndex, value);
        parameters.bind(parameterIndex, "Boolean", value);
    }

    @Override
    public void setByte(int parameterIndex, byte value) throws SQLException {
        prepared.setByte(parameterIndex, value);
        parameters.bind(parameterIndex, "Byte", value);
    }

    @Override
    public void setBytes(int parameterIndex, byte @Nullable [] value) throws SQLException {
        prepared.setBytes(parameterIndex, value);
        parameters.bind(parameterIndex, "Bytes", value);
    }

    @Override
    public void setCharacterStream(int parameterIndex, @Nullable Reader value) throws SQLException {
        prepared.setCharacterStream(parameterIndex, value);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setCharacterStream(int parameterIndex, @Nullable Reader value, int length) throws SQLException {
        prepared.setCharacterStream(parameterIndex, value, length);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setCharacterStream(int parameterIndex, @Nullable Reader value, long length) throws SQLException {
        prepared.setCharacterStream(parameterIndex, value, length);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setClob(int parameterIndex, @Nullable Clob value) throws SQLException {
        prepared.setClob(parameterIndex, value);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setClob(int parameterIndex, @Nullable Reader value) throws SQLException {
        prepared.setClob(parameterIndex, value);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setClob(int parameterIndex, @Nullable Reader value, long length) throws SQLException {
        prepared.setClob(parameterIndex, value, length);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setDate(int parameterIndex, @Nullable Date value) throws SQLException {
        prepared.setDate(parameterIndex, value);
        parameters.bind(parameterIndex, "Date", value);
    }

    @Override
    public void setDate(int parameterIndex, @Nullable Date value, @Nullable Calendar calendar) throws SQLException {
        prepared.setDate(parameterIndex, value, calendar);
        parameters.bindByCalendar(parameterIndex, "Date", value, calendar);
    }

    @Override
    public void setDouble(int parameterIndex, double value) throws SQLException {
        prepared.setDouble(parameterIndex, value);
        parameters.bind(parameterIndex, "Double", value);
    }

    @Override
    public void setFloat(int parameterIndex, float value) throws SQLException {
        prepared.setFloat(parameterIndex, value);
        parameters.bind(parameterIndex, "Float", value);
    }

    @Override
    public void setInt(int parameterIndex, int value) throws SQLException {
        prepared.setInt(parameterIndex, value);
        parameters.bind(parameterIndex, "Int", value);
    }

    @Override
    public void setLong(int parameterIndex, long value) throws SQLException {
        prepared.setLong(parameterIndex, value);
        parameters.bind(parameterIndex, "Long", value);
    }

    @Override
    public void setNCharacterStream(int parameterIndex, @Nullable Reader value) throws SQLException {
        prepared.setNCharacterStream(parameterIndex, value);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setNCharacterStream(int parameterIndex, @Nullable Reader value, long length) throws SQLException {
        prepared.setNCharacterStream(parameterIndex, value, length);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setNClob(int parameterIndex, @Nullable NClob value) throws SQLException {
        prepared.setNClob(parameterIndex, value);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setNClob(int parameterIndex, @Nullable Reader value) throws SQLException {
        prepared.setNClob(parameterIndex, value);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setNClob(int parameterIndex, @Nullable Reader value, long length) throws SQLException {
        prepared.setNClob(parameterIndex, value, length);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setNString(int parameterIndex, @Nullable String value) throws SQLException {
        prepared.setNString(parameterIndex, value);
        parameters.bind(parameterIndex, "NString", value);
    }

    @Override
    public void setNull(int parameterIndex, int sqlType) throws SQLException {
        prepared.setNull(parameterIndex, sqlType);
        parameters.bind(parameterIndex, "Null:" + sqlType, null);
    }

    @Override
    public void setNull(int parameterIndex, int sqlType, @Nullable String typeName) throws SQLException {
        prepared.setNull(parameterIndex, sqlType, typeName);
        parameters.bind(parameterIndex, "Null:" + sqlType + ":" + typeName, null);
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object value) throws SQLException {
        prepared.setObject(parameterIndex, value);
        bindObject(parameterIndex, value, UNTYPED, UNTYPED);
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object value, SQLType sqlType) throws SQLException {
        prepared.setObject(parameterIndex, value, sqlType);
        bindObject(parameterIndex, value, sqlType, UNTYPED);
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object value, int sqlType) throws SQLException {
        prepared.setObject(parameterIndex, value, sqlType);
        bindObject(parameterIndex, value, sqlType, UNTYPED);
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object value, SQLType sqlType, int scale) throws SQLException {
        prepared.setObject(parameterIndex, value, sqlType, scale);
        bindObject(parameterIndex, value, sqlType, scale);
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object value, int sqlType, int scale) throws SQLException {
        prepared.setObject(parameterIndex, value, sqlType, scale);
        bindObject(parameterIndex, value, sqlType, scale);
    }

    @Override
    public void setRef(int parameterIndex, @Nullable Ref value) throws SQLException {
        prepared.setRef(parameterIndex, value);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setRowId(int parameterIndex, @Nullable RowId value) throws SQLException {
        prepared.setRowId(parameterIndex, value);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setSQLXML(int parameterIndex, @Nullable SQLXML value) throws SQLException {
        prepared.setSQLXML(parameterIndex, value);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    public void setShort(int parameterIndex, short value) throws SQLException {
        prepared.setShort(parameterIndex, value);
        parameters.bind(parameterIndex, "Short", value);
    }

    @Override
    public void setString(int parameterIndex, @Nullable String value) throws SQLException {
        prepared.setString(parameterIndex, value);
        parameters.bind(parameterIndex, "String", value);
    }

    @Override
    public void setTime(int parameterIndex, @Nullable Time value) throws SQLException {
        prepared.setTime(parameterIndex, value);
        parameters.bind(parameterIndex, "Time", value);
    }

    @Override
    public void setTime(int parameterIndex, @Nullable Time value, @Nullable Calendar calendar) throws SQLException {
        prepared.setTime(parameterIndex, value, calendar);
        parameters.bindByCalendar(parameterIndex, "Time", value, calendar);
    }

    @Override
    public void setTimestamp(int parameterIndex, @Nullable Timestamp value) throws SQLException {
        prepared.setTimestamp(parameterIndex, value);
        parameters.bind(parameterIndex, "Timestamp", value);
    }

    @Override
    public void setTimestamp(int parameterIndex, @Nullable Timestamp value, @Nullable Calendar calendar)
            throws SQLException {
        prepared.setTimestamp(parameterIndex, value, calendar);
        parameters.bindByCalendar(parameterIndex, "Timestamp", value, calendar);
    }

    @Override
    public void setURL(int parameterIndex, @Nullable URL value) throws SQLException {
        prepared.setURL(parameterIndex, value);
        parameters.bindUnknown(parameterIndex);
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public void setUnicodeStream(int parameterIndex, @Nullable InputStream value, int length) throws SQLException {
        prepared.setUnicodeStream(parameterIndex, value, length);
        parameters.bindUnknown(parameterIndex);
    }

    private void bindObject(int index, @Nullable Object value, SQLType type, int scale) {
        if (type instanceof JDBCType standard) {
            bindObject(index, value, standard.getVendorTypeNumber(), scale);
        } else {
            parameters.bindUnknown(index);
        }
    }

    private void bindObject(int index, @Nullable Object value, int sqlType, int scale) {
        if (value == null || ParameterValue.isKnown(value)) {
            parameters.bindObject(index, value, sqlType, scale);
        } else {
            parameters.bindVendorObject(index, value, connection.boundValue(value), sqlType, scale);
        }
    }
}
