package io.larder.integration.cells;

import java.util.List;
import java.util.Map;

/** Values of all of MariaDB's types. */
final class MariaDbSamples {
    private static final String OF_TODAY = "is completed with today's date, as is all of its table";

    /** What is never kept, and why. */
    static final Map<String, String> PASSED_THROUGH = Map.of(
            "time_of_day", OF_TODAY,
            "time_of_day_fraction", OF_TODAY,
            "time_of_day_negative", OF_TODAY,
            "time_of_day_longest", OF_TODAY,
            "time_of_day_null", OF_TODAY);

    static final List<Sample> ALL = new Samples()
            .of("tinyint", "-7", "127", null)
            .of("tinyint(1)", "1", "0", "2")
            .of("tinyint unsigned", "255")
            .of("smallint", "32767", null)
            .of("mediumint", "8388607")
            .of("int", "42", "-2147483648", null)
            .of("int unsigned zerofill", "4294967295", "7")
            .of("bigint", "9007199254740993", "-9223372036854775808", null)
            .of("bigint unsigned", "18446744073709551615")
            .of("float", "1.1", "1e-38", null)
            .of("double", "0.1", "1e10", "1.7976931348623157e308", null)
            .of("decimal(40, 3)", "12.340", "1234567890123456789012345678901234567.010", null)
            .of("bit(1)", "b'1'", "b'0'")
            .of("bit(12)", "b'101010101010'", null)
            .of(
                    "varchar(100) charset utf8mb4",
                    "'zażółć \\\\ \"'",
                    "''",
                    "' 12 '",
                    "'true'",
                    "'2024-03-31 02:30:00'",
                    null)
            .of("char(5)", "'c'", "'12'")
            .of("text", "'text'", null)
            .of("longtext", "repeat('larder ', 20000)")
            .of("binary(4)", "x'00ff'")
            .of("varbinary(100)", "x'00ff5c27'", "''", null)
            .of("blob", "x'0102'", null)
            .of("longblob", "repeat(x'00ff', 20000)")
            .of("date", "'2024-02-29'", "'0000-00-00'", "'1000-01-01'", "'9999-12-31'", null)
            .of("datetime", "'2024-03-31 02:30:00'", "'0000-00-00 00:00:00'", null)
            .of("datetime(6)", "'2024-10-27 02:30:00.123456'")
            .of("timestamp(6) null", "'2024-02-29 02:30:00.123456'", null)
            .of("year", "2024", "1901", null)
            .of("enum('sad', 'glad')", "'glad'", null)
            .of("set('a', 'b', 'c')", "'a,c'", "''")
            .of("json", "'{\"a\": 1}'", null)
            .of("uuid", "'6b1d8f6c-3c31-4e9a-9d31-0f2f5c1e7a10'", null)
            .of("inet6", "'::1'", null)
            .of("point", "point(1, 2)", null)
            .of("polygon", "polygonfromtext('POLYGON((0 0,1 1,2 0,0 0))')")
            .named("time_of_day", "time", "'02:30:00'")
            .named("time_of_day_fraction", "time(6)", "'02:30:00.123456'")
            .named("time_of_day_negative", "time", "'-838:59:59'")
            .named("time_of_day_longest", "time", "'838:59:59'")
            .named("time_of_day_null", "time", "null")
            .all();

    private MariaDbSamples() {}
}
