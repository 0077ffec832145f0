package io.larder.integration.cells;

import java.util.List;
import java.util.Map;

/** Values of all of H2's types. */
final class H2Samples {
    /** What is never kept, and why. */
    static final Map<String, String> PASSED_THROUGH = Map.of(
            "time_of_day", "is completed with today's date, as is all of its table",
            "time_of_day_null", "is completed with today's date, as is all of its table",
            "time_of_day_with_zone", "is completed with today's date, as is all of its table");

    static final List<Sample> ALL = new Samples()
            .of("TINYINT", "-7", "127", null)
            .of("SMALLINT", "32767", null)
            .of("INTEGER", "42", "-2147483648", null)
            .of("BIGINT", "9007199254740993", "-9223372036854775808", null)
            .of("NUMERIC(20, 3)", "12.340", "-1", null)
            .of("NUMERIC(60, 0)", "123456789012345678901234567890123456789012345678901234567890")
            .of("REAL", "1.1", "'-Infinity'", "'NaN'")
            .of("DOUBLE PRECISION", "0.1", "'NaN'", "1e10", null)
            .of("DECFLOAT(34)", "1.50", "'Infinity'", null)
            .of("BOOLEAN", "TRUE", "FALSE", null)
            .of(
                    "VARCHAR(200000)",
                    "'zażółć \"'",
                    "''",
                    "' 12 '",
                    "'2024-03-31 02:30:00'",
                    "REPEAT('larder ', 20000)",
                    null)
            .of("CHAR(5)", "'c'", "'12'")
            .of("VARCHAR_IGNORECASE(10)", "'aBc'")
            .of("VARBINARY(100)", "X'00ff5c27'", "X''", null)
            .of("BINARY(3)", "X'010203'")
            .of("DATE", "'2024-02-29'", "'-0044-03-15'", "'1582-10-10'", null)
            .of("TIMESTAMP(9)", "'2024-03-31 02:30:00.123456789'", "'2024-10-27 02:30:00'", "'-0044-03-15 12:00:00'")
            .of("TIMESTAMP(9)", "'1893-04-01 00:03:00'", null)
            .of("TIMESTAMP(9) WITH TIME ZONE", "'2024-03-31 02:30:00.123456+00'", "'0001-01-01 00:00:00-18'", null)
            .of("INTERVAL YEAR TO MONTH", "INTERVAL '1-2' YEAR TO MONTH", null)
            .of("INTERVAL DAY TO SECOND", "INTERVAL '3 04:05:06.789' DAY TO SECOND")
            .of("INTERVAL HOUR", "INTERVAL '-5' HOUR")
            .of("UUID", "'6b1d8f6c-3c31-4e9a-9d31-0f2f5c1e7a10'", null)
            .of("JSON", "JSON '{\"a\": 1}'", "JSON 'null'", null)
            .of("ENUM('sad', 'glad')", "'glad'", null)
            .of("INTEGER ARRAY", "ARRAY[1, NULL, 3]", "ARRAY[]", null)
            .of("VARCHAR(10) ARRAY", "ARRAY['a', '']")
            .of("INTEGER ARRAY ARRAY", "ARRAY[ARRAY[1, 2], ARRAY[3]]")
            .of("ROW(A INTEGER, B VARCHAR(10))", "ROW(1, 'x')")
            .of("CLOB", "'small'", "''", null)
            .of("BLOB", "X'0102'", null)
            .of("JAVA_OBJECT", "X'aced0005740001 78'")
            .of("GEOMETRY", "'POINT (1 2)'")
            .named("time_of_day", "TIME(9)", "'02:30:00.123456789'")
            .named("time_of_day_null", "TIME", "NULL")
            .named("time_of_day_with_zone", "TIME WITH TIME ZONE", "'02:30:00+05:30'")
            .named("large_clob", "CLOB", "REPEAT('larder ', 20000)")
            .named("large_blob", "BLOB", "CAST(REPEAT('larder ', 20000) AS VARBINARY(1000000))")
            .all();

    private H2Samples() {}
}
