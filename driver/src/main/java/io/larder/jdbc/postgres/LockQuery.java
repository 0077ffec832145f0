package io.larder.jdbc.postgres;

import io.larder.jdbc.database.LockTable;
import io.larder.sql.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * Asks for the relations that the session's transaction has locked. Whatever a statement reads (below views, through
 * policies, functions, dynamic SQL) it has locked until the end of its transaction, in one mode or another: PostgreSQL's
 * manual, 13.3.1.
 *
 * <p>Reads no catalog as a table, for the reasons of {@link SessionQuery}; names come from the server's own cache. Objects
 * below 16384 came with the server; what the transaction itself has dropped has no name.
 */
final class LockQuery implements LockTable {
    private static final String TEXT = """
            SELECT DISTINCT relation.names[pg_catalog.cardinality(relation.names)],
                   lock.mode OPERATOR(pg_catalog.<>) ALL ('{AccessShareLock,RowShareLock}'::pg_catalog.text[])
              FROM pg_catalog.pg_lock_status() lock,
                   LATERAL pg_catalog.pg_identify_object_as_address(
                       'pg_catalog.pg_class'::pg_catalog.regclass, lock.relation, 0) AS relation(kind, names, arguments)
             WHERE lock.pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid()
               AND lock.locktype OPERATOR(pg_catalog.=) 'relation'
               AND lock.granted
               AND lock.relation OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
               AND relation.names IS NOT NULL
               AND relation.kind OPERATOR(pg_catalog.<>) ALL ('{index,toast table}'::pg_catalog.text[])
            """;

    @Override
    public Set<LockedTable> locked(Connection connection) throws SQLException {
        try (Statement statement = TracelessQuery.statement(PostgresSupport.driver(connection));
                ResultSet rows = statement.executeQuery(TEXT)) {
            return read(rows);
        }
    }

    /** {@inheritDoc} In one round trip. */
    @Override
    public Set<LockedTable> lockedSoFar(Connection connection) throws SQLException {
        return TracelessQuery.ask(PostgresSupport.driver(connection), TEXT, results -> read(results.next()));
    }

    private static Set<LockedTable> read(ResultSet rows) throws SQLException {
        Set<LockedTable> locked = new HashSet<>();
        while (rows.next()) {
            locked.add(new LockedTable(new TableName(rows.getString(1)), rows.getBoolean(2)));
        }
        return locked;
    }
}
