package io.larder.jdbc.postgres;

import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.core.QueryExecutor;

/** Which types a connection asks the server to send in binary (options binaryTransfer, binaryTransferEnable, …Disable). */
final class BinaryFormats {
    /** The types that pgjdbc asks for in binary by default in some supported version. */
    static final Integer[] STANDARD = {
        Oid.BYTEA, Oid.BYTEA_ARRAY, Oid.INT2, Oid.INT2_ARRAY, Oid.INT4, Oid.INT4_ARRAY, Oid.INT8, Oid.INT8_ARRAY,
        Oid.FLOAT4, Oid.FLOAT4_ARRAY, Oid.FLOAT8, Oid.FLOAT8_ARRAY, Oid.NUMERIC, Oid.TIME, Oid.DATE, Oid.TIMETZ,
        Oid.TIMESTAMP, Oid.TIMESTAMPTZ, Oid.VARCHAR_ARRAY, Oid.TEXT_ARRAY, Oid.POINT, Oid.BOX, Oid.UUID
    };

    private BinaryFormats() {}

    /** Returns one character per standard type, for the session's key: equal texts mean equal choices. */
    static String of(BaseConnection connection) {
        QueryExecutor executor = connection.getQueryExecutor();
        StringBuilder choices = new StringBuilder(STANDARD.length);
        for (int type : STANDARD) {
            choices.append(executor.useBinaryForReceive(type) ? 'b' : 't');
        }
        return choices.toString();
    }
}
