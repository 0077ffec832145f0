package io.larder.jdbc.postgres;

import java.util.Set;
import org.postgresql.core.Field;
import org.postgresql.core.Oid;

/**
 * One column as the server described it. pgjdbc's own {@link Field} is never kept: it is shared by all executions of a
 * statement, its format may change with the next one, and it remembers type names and metadata of its connection.
 *
 * @param label the column label
 * @param type the type's oid
 * @param length the type's length on the wire protocol
 * @param modifier the type modifier
 * @param format {@link Field#TEXT_FORMAT} or {@link Field#BINARY_FORMAT}
 * @param table the oid of the column's table; 0 if it has none
 * @param position the column's position in that table
 */
record Column(String label, int type, int length, int modifier, int format, int table, int position) {
    private static final int FIELD_AND_LABEL_OVERHEAD = 96;

    /**
     * Types whose values stand for something that lives elsewhere: large objects, cursors, names out of the catalog, row
     * versions. Each with its array type.
     */
    private static final Set<Integer> REFERENCES = Set.of(
            Oid.OID,
            Oid.OID_ARRAY,
            Oid.REFCURSOR,
            Oid.REFCURSOR_ARRAY,
            Oid.VOID, // void, oid, refcursor
            24,
            1008,
            2202,
            2207,
            2203,
            2208,
            2204,
            2209, // regproc, regprocedure, regoper, regoperator
            2205,
            2210,
            2206,
            2211,
            4096,
            4097,
            4089,
            4090, // regclass, regtype, regrole, regnamespace
            3734,
            3735,
            3769,
            3770,
            4191,
            4192, // regconfig, regdictionary, regcollation
            27,
            1010,
            28,
            1011,
            29,
            1012,
            5069,
            271, // tid, xid, cid, xid8
            1033,
            1034); // aclitem

    /**
     * Types that every supported version of pgjdbc decodes from binary whatever the connection's options and registered
     * classes.
     */
    private static final Set<Integer> KNOWN_IN_BINARY = Set.of(BinaryFormats.STANDARD);

    static Column of(Field field) {
        return new Column(
                field.getColumnLabel(),
                field.getOID(),
                DriverMembers.length(field),
                field.getMod(),
                field.getFormat(),
                field.getTableOid(),
                field.getPositionInTable());
    }

    boolean binary() {
        return format != Field.TEXT_FORMAT;
    }

    /** Returns whether a value of this column means the same whenever and wherever it is read. */
    boolean selfContained() {
        return !REFERENCES.contains(type) && (!binary() || KNOWN_IN_BINARY.contains(type));
    }

    /** Returns a Field that no connection has touched yet. */
    Field toField() {
        Field field = DriverMembers.newField(label, type, length, modifier, table, position);
        field.setFormat(format);
        return field;
    }

    long sizeInBytes() {
        return FIELD_AND_LABEL_OVERHEAD + 2L * label.length();
    }
}
