package io.larder.jdbc.postgres;

import java.lang.reflect.Field;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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

    /** Returns the oids of all such types, for the session's key: equal texts mean equal choices. */
    static String of(BaseConnection connection) {
        QueryExecutor executor = connection.getQueryExecutor();
        Set<?> chosen = chosen(executor);
        return chosen == null ? ofStandardTypes(executor) : new TreeSet<>(chosen).toString();
    }

    /** Whether an answer has the form that its connection asks for is checked column by column as well. */
    private static String ofStandardTypes(QueryExecutor executor) {
        StringBuilder choices = new StringBuilder(STANDARD.length);
        for (int type : STANDARD) {
            choices.append(executor.useBinaryForReceive(type) ? 'b' : 't');
        }
        return choices.toString();
    }

    /** The method is there from 42.3 on, and the field is a set before that. */
    private static @Nullable Set<?> chosen(QueryExecutor executor) {
        try {
            return (Set<?>)
                    QueryExecutor.class.getMethod("getBinaryReceiveOids").invoke(executor);
        } catch (ReflectiveOperationException e) {
            return chosenByField(executor);
        }
    }

    private static @Nullable Set<?> chosenByField(QueryExecutor executor) {
        try {
            Field field = executor.getClass().getDeclaredField("useBinaryReceiveForOids");
            field.setAccessible(true);
            return field.get(executor) instanceof Set<?> chosen ? chosen : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
