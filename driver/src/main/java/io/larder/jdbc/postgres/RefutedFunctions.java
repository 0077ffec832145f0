package io.larder.jdbc.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Functions that are declared to be VOLATILE, or are not declared otherwise, which is the same. */
final class RefutedFunctions {
    private static final String VOLATILE = "SELECT DISTINCT proname::pg_catalog.text FROM pg_catalog.pg_proc"
            + " WHERE provolatile OPERATOR(pg_catalog.=) 'v'";

    private RefutedFunctions() {}

    static Set<String> among(Set<String> listed, Connection connection) throws SQLException {
        Set<String> refuted = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(VOLATILE)) {
            while (row.next()) {
                refuted.add(row.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        refuted.retainAll(listed);
        return refuted;
    }
}
