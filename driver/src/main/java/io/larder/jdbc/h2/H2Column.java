package io.larder.jdbc.h2;

import org.h2.result.ResultInterface;
import org.h2.value.TypeInfo;
import org.jspecify.annotations.Nullable;

/** All that H2's ResultSetMetaData can be asked about a column. The types are H2's own and immutable. */
record H2Column(
        String alias,
        @Nullable String schema,
        @Nullable String table,
        @Nullable String name,
        TypeInfo type,
        boolean identity,
        int nullable) {
    static H2Column of(ResultInterface result, int index) {
        return new H2Column(
                result.getAlias(index),
                result.getSchemaName(index),
                result.getTableName(index),
                result.getColumnName(index),
                result.getColumnType(index),
                result.isIdentity(index),
                result.getNullable(index));
    }
}
