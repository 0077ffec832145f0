package io.larder.integration.surface;

import io.larder.integration.TestDatabase;
import io.larder.integration.Transcript;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Parameters are bound, kept, missed and described alike. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PreparedStatementTest extends Surface {
    private static final String BY_ID_AND_NAME = "select id, name, price from item where id = ? and name = ?";

    PreparedStatementTest(TestDatabase database) {
        super(database);
    }

    @Test
    void parametersStayUntilTheyAreBoundAnew() throws Exception {
        served((connection, notes) -> {
            try (PreparedStatement statement = connection.prepareStatement(BY_ID_AND_NAME)) {
                statement.setInt(1, 1);
                statement.setString(2, "apple");
                notes.rows("both", statement.executeQuery());
                statement.setString(2, "pear");
                notes.rows("one anew", statement.executeQuery());
                statement.setInt(1, 2);
                notes.rows("the other anew", statement.executeQuery());
                notes.rows("none anew", statement.executeQuery());
            }
        });
    }

    @Test
    void missingParametersFailAlike() throws Exception {
        partlyServed((connection, notes) -> {
            try (PreparedStatement statement = connection.prepareStatement(BY_ID_AND_NAME)) {
                notes.see("none", statement::executeQuery);
                statement.setInt(1, 1);
                notes.see("one of two", statement::executeQuery);
                statement.setString(2, "apple");
                notes.rows("all", statement.executeQuery());
                notes.rows("all again", statement.executeQuery());
                notes.run("clear", statement::clearParameters);
                notes.see("cleared", statement::executeQuery);
                notes.see("cleared execute", statement::execute);
                notes.see("cleared update", statement::executeUpdate);
                notes.run("cleared batch", statement::addBatch);
                notes.run("clear batch", statement::clearBatch);
                statement.setString(2, "apple");
                notes.see("the other of two", statement::executeQuery);
            }
        });
    }

    @Test
    void indexesOutOfRangeFailAlike() throws Exception {
        served((connection, notes) -> {
            try (PreparedStatement statement = connection.prepareStatement(BY_ID);
                    PreparedStatement none = connection.prepareStatement(ITEMS)) {
                for (int index : new int[] {0, -1, 2, 100, 70_000, Integer.MIN_VALUE}) {
                    notes.run("int " + index, () -> statement.setInt(index, 1));
                    notes.run("string " + index, () -> statement.setString(index, "1"));
                    notes.run("null " + index, () -> statement.setNull(index, Types.INTEGER));
                    notes.run("object " + index, () -> statement.setObject(index, 1));
                    notes.run("stream " + index, () -> statement.setBinaryStream(index, stream("x")));
                    notes.run("array " + index, () -> statement.setArray(index, null));
                    notes.run("of none " + index, () -> none.setInt(index, 1));
                }
                statement.setInt(1, 1);
                notes.rows("row", statement.executeQuery());
                notes.rows("rows", none.executeQuery());
            }
        });
    }

    @Test
    void whatIsRefusedLeavesTheLastValue() throws Exception {
        served((connection, notes) -> {
            try (PreparedStatement statement = connection.prepareStatement(BY_ID)) {
                statement.setInt(1, 1);
                notes.rows("bound", statement.executeQuery());
                notes.run("refused", () -> statement.setObject(1, new Object()));
                notes.rows("after a refusal", notes.see("execute", statement::executeQuery));
                notes.run("refused type", () -> statement.setObject(1, "x", Types.INTEGER));
                notes.rows("after a refused type", notes.see("execute", statement::executeQuery));
                notes.run("refused kind", () -> statement.setObject(1, 1, 987654));
                notes.rows("after a refused kind", notes.see("execute", statement::executeQuery));
            }
        });
    }

    /** Binds the first parameter, in one of many ways. */
    private interface Setter {
        void set(PreparedStatement statement) throws Exception;
    }

    private void each(String sql, List<Setter> setters) throws Exception {
        partlyServed((connection, notes) -> {
            int number = 0;
            for (Setter setter : setters) {
                number++;
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    for (int time = 1; time <= 2; time++) {
                        notes.run("setter " + number, () -> setter.set(statement));
                        notes.rows("setter " + number, notes.see("execute", statement::executeQuery));
                        notes.rows("setter " + number + ", again", notes.see("execute", statement::executeQuery));
                    }
                }
            }
        });
    }

    @Test
    void numbersAreBoundAlike() throws Exception {
        each(
                BY_ID,
                List.of(
                        s -> s.setInt(1, 1),
                        s -> s.setLong(1, 2),
                        s -> s.setShort(1, (short) 3),
                        s -> s.setByte(1, (byte) 4),
                        s -> s.setBoolean(1, true),
                        s -> s.setFloat(1, 1),
                        s -> s.setDouble(1, 2),
                        s -> s.setBigDecimal(1, new BigDecimal("1.00")),
                        s -> s.setBigDecimal(1, null),
                        s -> s.setString(1, "1"),
                        s -> s.setNString(1, "1"),
                        s -> s.setObject(1, 1),
                        s -> s.setObject(1, 1L),
                        s -> s.setObject(1, new java.math.BigInteger("2")),
                        s -> s.setObject(1, "2", Types.INTEGER),
                        s -> s.setObject(1, "2", JDBCType.INTEGER),
                        s -> s.setObject(1, new BigDecimal("1.49"), Types.NUMERIC, 0),
                        s -> s.setObject(1, new BigDecimal("1.50"), Types.NUMERIC, 0),
                        s -> s.setObject(1, new BigDecimal("1.49"), JDBCType.DECIMAL, 0),
                        s -> s.setObject(1, 1, Types.VARCHAR),
                        s -> s.setObject(1, 1, Types.OTHER),
                        s -> s.setObject(1, 1, (SQLType) null),
                        s -> s.setObject(1, null),
                        s -> s.setObject(1, null, Types.INTEGER),
                        s -> s.setObject(1, null, JDBCType.INTEGER, 2),
                        s -> s.setNull(1, Types.INTEGER),
                        s -> s.setNull(1, Types.VARCHAR),
                        s -> s.setNull(1, Types.NULL),
                        s -> s.setNull(1, Types.OTHER, "int4"),
                        s -> s.setNull(1, Types.INTEGER, null),
                        s -> s.setNull(1, Types.STRUCT, "nonsense"),
                        s -> s.setNull(1, 987654),
                        s -> s.setObject(1, 'c'),
                        s -> s.setObject(1, List.of(1)),
                        s -> s.setURL(1, URI.create("http://localhost/").toURL()),
                        s -> s.setRef(1, null),
                        s -> s.setRowId(1, null),
                        s -> s.setSQLXML(1, null),
                        s -> s.setArray(1, null),
                        s -> s.setURL(1, null)));
    }

    @Test
    void textsAreBoundAlike() throws Exception {
        each(
                "select id, name from item where name = ?",
                List.of(
                        s -> s.setString(1, "apple"),
                        s -> s.setNString(1, "apple"),
                        s -> s.setString(1, null),
                        s -> s.setObject(1, "apple", Types.VARCHAR),
                        s -> s.setObject(1, "apple", Types.CHAR),
                        s -> s.setObject(1, "apple", Types.LONGVARCHAR, 3),
                        s -> s.setObject(1, "apple", Types.CLOB),
                        s -> s.setObject(1, 1, Types.VARCHAR),
                        s -> s.setObject(1, CharBuffer.wrap("apple")),
                        s -> s.setObject(1, CharBuffer.wrap("apple"), Types.VARCHAR),
                        s -> s.setCharacterStream(1, new StringReader("apple")),
                        s -> s.setCharacterStream(1, new StringReader("apples"), 5),
                        s -> s.setCharacterStream(1, new StringReader("apples"), 5L),
                        s -> s.setCharacterStream(1, new StringReader("app"), 5),
                        s -> s.setCharacterStream(1, null),
                        s -> s.setNCharacterStream(1, new StringReader("apple")),
                        s -> s.setNCharacterStream(1, new StringReader("apple"), 5),
                        s -> s.setAsciiStream(1, stream("apple")),
                        s -> s.setAsciiStream(1, stream("apple"), 5),
                        s -> s.setAsciiStream(1, stream("apple"), 5L),
                        s -> s.setClob(1, new StringReader("apple")),
                        s -> s.setClob(1, new StringReader("apple"), 5),
                        s -> s.setNClob(1, new StringReader("apple")),
                        s -> s.setNClob(1, new StringReader("apple"), 5),
                        s -> s.setObject(1, new StringReader("apple"), Types.VARCHAR),
                        s -> s.setObject(1, new StringReader("apple")),
                        PreparedStatementTest::unicode));
    }

    @SuppressWarnings("deprecation")
    private static void unicode(PreparedStatement statement) throws Exception {
        statement.setUnicodeStream(1, stream("apple"), 5);
    }

    @Test
    void bytesAreBoundAlike() throws Exception {
        byte[] bytes = {0, (byte) 0xff, 0x5c};
        each(
                "select id from specimen where bytes = ?",
                List.of(
                        s -> s.setBytes(1, bytes.clone()),
                        s -> s.setBytes(1, null),
                        s -> s.setObject(1, bytes.clone()),
                        s -> s.setObject(1, bytes.clone(), Types.VARBINARY),
                        s -> s.setObject(1, bytes.clone(), Types.BLOB),
                        s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes)),
                        s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), 3),
                        s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), 2),
                        s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), 3L),
                        s -> s.setBlob(1, new ByteArrayInputStream(bytes)),
                        s -> s.setBlob(1, new ByteArrayInputStream(bytes), 3),
                        s -> s.setObject(1, new ByteArrayInputStream(bytes), Types.VARBINARY),
                        s -> s.setObject(1, new ByteArrayInputStream(bytes))));
    }

    @Test
    void datesAreBoundAlike() throws Exception {
        Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        each(
                "select id from specimen where born = ?",
                List.of(
                        s -> s.setDate(1, Date.valueOf("2024-02-29")),
                        s -> s.setDate(1, Date.valueOf("2024-02-29"), tokyo),
                        s -> s.setDate(1, Date.valueOf("2024-02-29"), null),
                        s -> s.setDate(1, null),
                        s -> s.setDate(1, null, tokyo),
                        s -> s.setObject(1, Date.valueOf("2024-02-29")),
                        s -> s.setObject(1, LocalDate.of(2024, 2, 29)),
                        s -> s.setObject(1, "2024-02-29", Types.DATE),
                        s -> s.setObject(1, LocalDate.of(2024, 2, 29), Types.DATE),
                        s -> s.setString(1, "2024-02-29")));
        each(
                "select id from specimen where seen = ?",
                List.of(
                        s -> s.setTimestamp(1, Timestamp.valueOf("2024-03-30 12:30:15")),
                        s -> s.setTimestamp(1, Timestamp.valueOf("2024-03-30 12:30:15"), tokyo),
                        s -> s.setTimestamp(1, null),
                        s -> s.setTime(1, Time.valueOf("12:30:15")),
                        s -> s.setTime(1, Time.valueOf("12:30:15"), tokyo),
                        s -> s.setObject(1, LocalDateTime.of(2024, 3, 30, 12, 30, 15)),
                        s -> s.setObject(1, Timestamp.valueOf("2024-03-30 12:30:15"), Types.TIMESTAMP),
                        s -> s.setObject(1, new java.util.Date(0)),
                        s -> s.setObject(1, tokyo)));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void largeObjectsAreBoundAlike() throws Exception {
        alike((connection, notes) -> {
            try (PreparedStatement insert =
                            connection.prepareStatement("insert into specimen (id, bytes, words) values (?, ?, ?)");
                    PreparedStatement select =
                            connection.prepareStatement("select bytes, words from specimen where id = 9")) {
                insert.setInt(1, 9);
                insert.setBinaryStream(2, stream("consumed once"));
                insert.setCharacterStream(3, new StringReader("and this"));
                notes.see("insert", insert::executeUpdate);
                for (int time = 1; time <= 2; time++) {
                    ResultSet rows = select.executeQuery();
                    rows.next();
                    notes.see("bytes", () -> rows.getBytes(1));
                    notes.see("stream", () -> rows.getBinaryStream(1));
                    notes.see("text", () -> rows.getString(2));
                    notes.see("characters", () -> rows.getCharacterStream(2));
                }
                notes.see("createBlob", () -> {
                    var blob = connection.createBlob();
                    blob.setBytes(1, new byte[] {1, 2});
                    insert.setBlob(2, blob);
                    return "bound";
                });
                notes.see("createClob", () -> {
                    var clob = connection.createClob();
                    clob.setString(1, "clob");
                    insert.setClob(3, clob);
                    return "bound";
                });
                notes.see("createSQLXML", () -> connection.createSQLXML() != null);
                notes.see("createStruct", () -> connection.createStruct("nonsense", new Object[0]));
            }
        });
    }

    private static void describe(Transcript notes, String when, PreparedStatement statement) throws Exception {
        var columns = notes.see(when + ": getMetaData", statement::getMetaData);
        if (columns != null) {
            notes.metaData(when, columns);
        }
        ParameterMetaData parameters = notes.see(when + ": getParameterMetaData", statement::getParameterMetaData);
        if (parameters == null) {
            return;
        }
        notes.see(when + ": parameters", parameters::getParameterCount);
        for (int i = 0; i <= 3; i++) {
            int parameter = i;
            String which = when + ": parameter " + i;
            notes.see(which + " type", () -> parameters.getParameterType(parameter));
            notes.see(which + " typeName", () -> parameters.getParameterTypeName(parameter));
            notes.see(which + " className", () -> parameters.getParameterClassName(parameter));
            notes.see(which + " mode", () -> parameters.getParameterMode(parameter));
            notes.see(which + " nullable", () -> parameters.isNullable(parameter));
            notes.see(which + " signed", () -> parameters.isSigned(parameter));
            notes.see(which + " precision", () -> parameters.getPrecision(parameter));
            notes.see(which + " scale", () -> parameters.getScale(parameter));
        }
    }

    @Test
    void statementsAreDescribedAlike() throws Exception {
        partlyServed((connection, notes) -> {
            for (String sql : List.of(BY_ID_AND_NAME, ITEMS, "update item set name = ? where id = ?")) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    describe(notes, "before", statement);
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(BY_ID_AND_NAME)) {
                statement.setInt(1, 1);
                statement.setString(2, "apple");
                ResultSet rows = statement.executeQuery();
                describe(notes, "executed", statement);
                notes.rows("still there", rows);
                rows.close();
                describe(notes, "read", statement);
                notes.rows("again", statement.executeQuery());
                describe(notes, "after a second execution", statement);
            }
        });
    }

    @Test
    void manyExecutionsOfOneStatementAreAlike() throws Exception {
        partlyServed((connection, notes) -> {
            try (PreparedStatement statement = connection.prepareStatement(BY_ID)) {
                for (int time = 1; time <= 12; time++) {
                    statement.setInt(1, time % 3 + 1);
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            notes.see("id", () -> rows.getObject(1));
                            notes.see("name", () -> rows.getObject(2));
                            notes.see("price", () -> rows.getObject(3));
                        }
                    }
                }
            }
        });
    }

    @Test
    void preparedStatementsKeepTheirFormAlike() throws Exception {
        partlyServed((connection, notes) -> {
            for (int type : new int[] {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE}) {
                try (PreparedStatement statement = connection.prepareStatement(
                        BY_ID, type, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT)) {
                    notes.statement("new", statement);
                    statement.setInt(1, 1);
                    notes.rows("row", statement.executeQuery());
                    notes.statement("executed", statement);
                }
            }
        });
    }
}
