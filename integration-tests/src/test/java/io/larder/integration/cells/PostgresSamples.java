package io.larder.integration.cells;

import java.util.List;
import java.util.Map;

/** Values of all of PostgreSQL's built-in types and some of a user's. */
final class PostgresSamples {
    /** What is never kept, because the value stands for something that lives elsewhere, and why. */
    static final Map<String, String> PASSED_THROUGH = Map.of(
            "oid", "names an object, a large one perhaps",
            "refcursor", "names a cursor",
            "regclass", "is printed by what the catalog says now",
            "regtype_array", "is printed by what the catalog says now",
            "tid", "is where a row is stored",
            "xid", "numbers a transaction",
            "aclitem", "is printed by what the catalog says now");

    static final List<String> TYPES = List.of(
            "create type mood as enum ('sad', 'glad', 'so so')",
            "create type pair as (a int, b text)",
            "create type nested as (p pair, at timestamptz[])",
            "create domain positive as int check (value > 0)",
            "create domain code as varchar(5) not null default 'x'",
            "create type span as range (subtype = float8)");

    static final List<Sample> ALL = all();

    private PostgresSamples() {}

    private static List<Sample> all() {
        Samples samples = new Samples();
        numbers(samples);
        texts(samples);
        times(samples);
        arrays(samples);
        shapes(samples);
        documents(samples);
        users(samples);
        references(samples);
        return samples.all();
    }

    private static void numbers(Samples samples) {
        samples.of("int2", "-7", "32767", "-32768", null)
                .of("int4", "42", "0", "2147483647", "-2147483648", null)
                .of("int8", "9007199254740993", "9223372036854775807", "-9223372036854775808", "1", null)
                .of("float4", "1.1", "'-Infinity'", "1e-38", "'-0'", null)
                .of("float8", "0.1", "'NaN'", "'Infinity'", "1e10", "1.7976931348623157e308", "4.9e-324", null)
                .of("numeric", "'NaN'", "123456789012345678901234567890.0100", "1e400", "0", "1e-40", null)
                .of("numeric(8, 3)", "12.340", "-1", null)
                .of("numeric(40, 0)", "9999999999999999999999999999999999999999")
                .of("money", "1.50", "-1234567.89", null)
                .of("boolean", "true", "false", null);
    }

    private static void texts(Samples samples) {
        samples.of("text", "'zażółć \\ \"'", "''", "' 12 '", "'true'", "'2024-03-31 02:30:00'", "'1e3'", null)
                .of("text", "repeat('larder ', 20000)", "'a' || chr(1) || chr(65535) || chr(128512)")
                .of("varchar(10)", "'7'", "'NaN'", null)
                .of("char(5)", "'c'", "'12'", "''", null)
                .of("\"char\"", "'q'", "'1'")
                .of("name", "'aName'")
                .of("bytea", "'\\x00ff5c27'", "''", "decode(repeat('00ff', 20000), 'hex')", null)
                .of("bit(3)", "B'101'", "B'000'", null)
                .of("bit(1)", "B'1'", "B'0'")
                .of("varbit", "B'10101'", "B''", null);
    }

    private static void times(Samples samples) {
        samples.of(
                        "date",
                        "'2021-03-28'",
                        "'infinity'",
                        "'-infinity'",
                        "'0044-03-15 BC'",
                        "'5874897-12-31'",
                        "'1582-10-10'")
                .of("date", "'0001-01-01'", (String) null)
                .of("time", "'02:30:00.123456'", "'24:00'", "'00:00'", null)
                .of("timetz", "'02:30:00.123456+05:30'", "'23:59:59-15:59'", "'24:00+00'", null)
                .of("timestamp", "'2024-03-31 02:30:00.123456'", "'-infinity'", "'infinity'", "'0044-03-15 12:00 BC'")
                .of("timestamp", "'2024-10-27 02:30:00'", "'294276-12-31 23:59:59.999999'", "'1893-04-01 00:03'", null)
                .of("timestamp(0)", "'1900-01-01 00:00'", "'2999-12-31 23:59:59'")
                .of("timestamptz", "'2024-03-31 02:30:00.123456+00'", "'infinity'", "'0044-03-15 12:00+00 BC'")
                .of("timestamptz", "'2024-10-27 00:30:00+00'", "'1969-12-31 23:59:59.999999+00'", null)
                .of("interval", "'1 year 2 mons 3 days 04:05:06.789'", "'-1 day'", "'0'", "'-00:00:00.1'", null);
    }

    private static void arrays(Samples samples) {
        samples.of("int4[]", "'{1,NULL,3}'", "'{{1,2},{3,4}}'", "'{}'", "'[0:1]={5,6}'", "'{{{1},{2}}}'", null)
                .of("int8[]", "'{9223372036854775807,NULL}'")
                .of("int2[]", "'{1,2}'")
                .of("text[]", "'{a,\"b c\",NULL,\"\",\"NULL\",\"x\\\\\\\"y\"}'", "'{}'", "'{{a},{NULL}}'")
                .of("varchar(5)[]", "'{a,b}'")
                .of("float4[]", "'{0.1,NULL}'")
                .of("float8[]", "'{0.5,NaN,-Infinity}'")
                .of("bool[]", "'{t,f,NULL}'")
                .of("bytea[]", "'{\"\\\\x01ff\",NULL}'")
                .of("timestamptz[]", "'{2021-03-28 02:30:00+00,infinity}'")
                .of("date[]", "'{2024-02-29,0044-03-15 BC}'")
                .of("numeric[]", "'{1.10,NaN}'")
                .of("uuid[]", "'{6b1d8f6c-3c31-4e9a-9d31-0f2f5c1e7a10}'")
                .of("jsonb[]", "array['{\"a\": 1}'::jsonb, 'null']")
                .of("point[]", "array[point '(1,2)']");
    }

    private static void shapes(Samples samples) {
        samples.of("point", "'(1,2)'", "'(0.1,-3)'", null)
                .of("lseg", "'[(0,0),(1,1)]'")
                .of("line", "'{1,-1,0}'")
                .of("box", "'(3,4),(1,2)'", "'(0,0),(0,0)'")
                .of("path", "'((0,0),(1,1))'", "'[(0,0),(1,1)]'")
                .of("polygon", "'((0,0),(1,1),(2,0))'")
                .of("circle", "'<(1,2),3>'")
                .of("inet", "'10.0.0.1/24'", "'::1'", null)
                .of("cidr", "'10.0.0.0/8'")
                .of("macaddr", "'08:00:2b:01:02:03'")
                .of("macaddr8", "'08:00:2b:01:02:03:04:05'");
    }

    private static void documents(Samples samples) {
        samples.of("uuid", "'6b1d8f6c-3c31-4e9a-9d31-0f2f5c1e7a10'", null)
                .of("json", "'{ \"a\" : 1 }'", "'null'", "'[1, \"x\"]'", null)
                .of("jsonb", "'{ \"a\" : 1 }'", "'[]'", null)
                .of("jsonpath", "'$.a'")
                .of("xml", "'<a b=\"c\">d</a>'", "'text'", null)
                .of("tsvector", "'fat:2 cat:3A'", "''")
                .of("tsquery", "'fat & !cat'")
                .of("pg_lsn", "'16/B374D848'")
                .of("int4range", "'[1,5)'", "'empty'", null)
                .of("int8range", "'(,5)'")
                .of("numrange", "'[1.5,]'")
                .of("tsrange", "'[2024-03-31 02:30,infinity]'")
                .of("tstzrange", "'[2024-03-31 02:30+00,)'")
                .of("daterange", "'[2024-02-29,2024-03-01)'")
                .of("int4multirange", "'{[1,5),[7,9)}'", "'{}'")
                .of("tstzmultirange", "'{[2024-03-31 02:30+00,)}'");
    }

    private static void users(Samples samples) {
        samples.of("mood", "'glad'", "'so so'", null)
                .of("mood[]", "'{glad,sad,NULL}'")
                .of("pair", "'(1,\"x y\")'", "'(,)'", null)
                .of("pair[]", "array[row(1, 'x')::pair, null]")
                .of("nested", "row(row(1, 'x')::pair, '{2024-03-31 02:30+00}')")
                .of("positive", "1")
                .of("code", "'abc'")
                .of("span", "'[0.5,1.5)'");
    }

    private static void references(Samples samples) {
        samples.named("oid", "oid", "42")
                .named("refcursor", "refcursor", "'c'")
                .named("regclass", "regclass", "'pg_class'")
                .named("regtype_array", "regtype[]", "'{int4}'")
                .named("tid", "tid", "'(0,1)'")
                .named("xid", "xid", "'42'")
                .named("aclitem", "aclitem", "'=r/postgres'");
    }
}
