package io.larder.jdbc.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** A table with a column of each type that applications use: ordinary values, awkward ones, NULLs. */
final class SampleTypes {
    static final String QUERY = "SELECT * FROM samples ORDER BY id";

    private static final String[][] COLUMNS = {
        {"int2", "'-7'", "'32767'"},
        {"int4", "'42'", "'-2147483648'"},
        {"int8", "'9007199254740993'", "'-9223372036854775808'"},
        {"float4", "'1.1'", "'-Infinity'"},
        {"float8", "'0.1'", "'NaN'"},
        {"numeric", "'NaN'", "'123456789012345678901234567890.0100'"},
        {"numeric(8, 3)", "'12.340'", "'-1'"},
        {"money", "'1.50'", "'-1.50'"},
        {"boolean", "'t'", "'f'"},
        {"text", "'zażółć \\ \"'", "''"},
        {"varchar(10)", "'7'", "'true'"},
        {"char(5)", "'c'", "'12'"},
        {"\"char\"", "'q'", "'1'"},
        {"name", "'aName'", "'2'"},
        {"bytea", "'\\x00ff5c27'", "''"},
        {"bit(3)", "'101'", "'000'"},
        {"bit(1)", "'1'", "'0'"},
        {"varbit", "'10101'", "''"},
        {"date", "'2021-03-28'", "'infinity'"},
        {"time", "'02:30:00.123456'", "'24:00'"},
        {"timetz", "'02:30:00.123456+05:30'", "'23:59:59-15'"},
        {"timestamp", "'2021-03-28 02:30:00.123456'", "'-infinity'"},
        {"timestamptz", "'2021-03-28 02:30:00.123456+00'", "'0044-03-15 12:00 BC'"},
        {"timestamp(0)", "'1900-01-01 00:00'", "'2999-12-31 23:59:59'"},
        {"interval", "'1 year 2 mons 3 days 04:05:06.789'", "'-1 day'"},
        {"uuid", "'6b1d8f6c-3c31-4e9a-9d31-0f2f5c1e7a10'", "'00000000-0000-0000-0000-000000000000'"},
        {"json", "'{ \"a\" : 1 }'", "'null'"},
        {"jsonb", "'{ \"a\" : 1 }'", "'[]'"},
        {"int4[]", "'{1,NULL,3}'", "'{{1,2},{3,4}}'"},
        {"text[]", "'{a,\"b c\",NULL}'", "'{}'"},
        {"float8[]", "'{0.5,NaN}'", "'{}'"},
        {"bytea[]", "'{\"\\\\x01\"}'", "'{}'"},
        {"timestamptz[]", "'{2021-03-28 02:30:00+00}'", "'{}'"},
        {"numeric[]", "'{1.10,2}'", "'{}'"},
        {"point", "'(1,2)'", "'(0.1,-3)'"},
        {"box", "'(3,4),(1,2)'", "'(0,0),(0,0)'"},
        {"circle", "'<(1,2),3>'", "'<(0,0),0>'"},
        {"path", "'((0,0),(1,1))'", "'[(0,0),(1,1)]'"},
        {"inet", "'10.0.0.1/24'", "'::1'"},
        {"macaddr", "'08:00:2b:01:02:03'", "'00:00:00:00:00:00'"},
        {"tsvector", "'fat cat'", "''"},
        {"int4range", "'[1,5)'", "'empty'"},
        {"mood", "'happy'", "'sad'"},
        {"mood[]", "'{happy,sad}'", "'{}'"},
        {"pair", "'(1,x)'", "'(,)'"},
        {"positive", "'1'", "'2'"},
    };

    private SampleTypes() {}

    static void create(Connection connection) throws SQLException {
        StringBuilder table = new StringBuilder("CREATE TABLE samples (id int PRIMARY KEY");
        StringBuilder ordinary = new StringBuilder("INSERT INTO samples VALUES (1");
        StringBuilder awkward = new StringBuilder("INSERT INTO samples VALUES (2");
        for (int i = 0; i < COLUMNS.length; i++) {
            table.append(", c").append(i).append(' ').append(COLUMNS[i][0]);
            ordinary.append(", ").append(COLUMNS[i][1]);
            awkward.append(", ").append(COLUMNS[i][2]);
        }
        TestDatabase.execute(
                connection,
                "CREATE TYPE mood AS ENUM ('happy', 'sad')",
                "CREATE TYPE pair AS (a int, b text)",
                "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
                table + ")",
                ordinary + ")",
                awkward + ")",
                "INSERT INTO samples VALUES (3)");
    }
}
