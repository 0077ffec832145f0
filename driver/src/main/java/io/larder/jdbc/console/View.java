package io.larder.jdbc.console;

import java.sql.SQLException;
import java.util.List;

/** One kind of answer. */
interface View {
    /** Returns the columns that all its answers have. */
    List<Column> columns();

    /**
     * Returns the rows of this moment, after doing what was asked for.
     *
     * @throws SQLException if the request cannot be understood or is not allowed
     */
    List<Row> rows(Request request) throws SQLException;

    /** Returns whether it does something for all sessions, which not everybody may want. */
    default boolean changesSomething() {
        return false;
    }
}
