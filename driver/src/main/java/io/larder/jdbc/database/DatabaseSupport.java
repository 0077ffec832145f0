package io.larder.jdbc.database;

import io.larder.invalidation.SchemaModel;
import io.larder.sql.Change;
import io.larder.sql.Dialect;
import io.larder.sql.StatementPlan;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is particular to one database and its driver. Stateless but for what is remembered of drivers and servers, and of the
 * rights of sessions; thread-safe.
 * The connections passed in are the driver's own, never Larder's.
 */
public interface DatabaseSupport {
    /** Returns the dialect in which this database's statements are read. */
    Dialect dialect();

    /** Returns whether a connection is of the driver that this class knows. Runs no SQL. */
    boolean recognizes(Connection connection);

    /**
     * Asks who and where the session is, in as few round trips as it takes.
     *
     * @param customSettings names of settings that users invented and that are to be part of the key
     * @throws SQLException if the database refuses; the session is then not cached
     */
    SessionSnapshot readSession(Connection connection, Set<String> customSettings) throws SQLException;

    /**
     * Reads the schema of the whole database.
     *
     * @throws SQLException if the database refuses; nothing is then cached
     */
    SchemaModel readSchema(Connection connection) throws SQLException;

    /**
     * Returns what all databases with the same users and roles have in common: what is changed of the rights in one of them
     * counts in all. By default each database has its own, or a clock domain has several databases.
     *
     * @param clockDomain of one of them
     */
    default String rightsDomain(String clockDomain) {
        return clockDomain;
    }

    /**
     * Returns what the schema and the rights of this session's user are known by: equal only if nothing has changed of all
     * that {@link #readSchema} reads, of all rights on which it depends whether a query of his is answered or refused, and of
     * the server's own settings. Cheap compared to reading it all; reads no table of users.
     *
     * @return the version; empty if only reading everything could tell, and nothing vouches for the rights
     * @throws SQLException if the database refuses; nothing is then cached
     */
    default Optional<String> schemaVersion(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /**
     * Looks at the schema: its version, and behind it the schema itself, for one who finds that the version is new. By
     * default that is read then; where it costs as much as its version, both are read together.
     *
     * @throws SQLException if the database refuses; nothing is then cached
     */
    default SchemaLook lookAtSchema(Connection connection) throws SQLException {
        return new SchemaLook(schemaVersion(connection), () -> readSchema(connection));
    }

    /**
     * Returns those of some functions of which the database itself says that they do not depend on their arguments alone.
     *
     * @param listed last parts of names, in lower case; not empty
     */
    Set<String> refutedFunctions(Connection connection, Set<String> listed) throws SQLException;

    /** Returns how to ask the database which tables a transaction has used; empty if it does not say. */
    default Optional<LockTable> lockTable() {
        return Optional.empty();
    }

    /** Returns where the session stands. Runs no SQL. */
    TransactionStatus transactionStatus(Connection connection) throws SQLException;

    /**
     * Returns whether text is read by the rules of {@link #dialect()}, which a setting can change
     * (standard_conforming_strings). If not, every statement counts as unknown. Runs no SQL.
     */
    boolean lexesByTheBook(Connection connection);

    /**
     * Returns whether a connection without autocommit has no transaction, and no snapshot, lock or savepoint, if
     * {@link #transactionStatus} says that it is idle.
     */
    default boolean knowsIdle() {
        return false;
    }

    /** Returns when a transaction at REPEATABLE READ takes its snapshot. */
    SnapshotRule snapshotRule();

    /**
     * Runs queries of Larder's own between two statements of the application's, of which the second does not ask about the
     * first; unless that makes a difference for what asks later.
     */
    default void runBefore(StatementPlan next, Connection connection, Runnable queries) {
        queries.run();
    }

    /** Returns whether a statement may ask about the one before it, which must then be the application's. */
    default boolean asksAboutLastStatement(StatementPlan plan) {
        return false;
    }

    /**
     * Called before a statement that {@link #asksAboutLastStatement} reaches the database, if the latest query was served, of
     * which the database knows nothing. Whatever it does must leave the session otherwise as it is.
     *
     * @param rows how many rows the latest query had
     */
    default void afterServedQuery(Connection connection, int rows) throws SQLException {}

    /**
     * Makes a transaction of which all queries were served from memory begin in the database as well, by a statement that
     * reads no table: so that what the database or its driver does otherwise in a transaction that has begun is done so.
     * Nothing, where there is no such thing.
     */
    default void begin(Connection connection) throws SQLException {}

    /**
     * Returns whether {@link #written} tells what a transaction has written. If so, code of users that one statement runs in
     * a transaction can't end it.
     */
    default boolean tellsWrites() {
        return false;
    }

    /**
     * Asks which tables the open transaction has written, or may have written, in whatever way: at least these. Leaves the
     * transaction as it is, also if the question fails. Not to be called in a transaction that has failed.
     *
     * @return tables; everything if it can't be told, or if the schema was changed as well
     */
    default Change written(Connection connection) {
        return Change.EVERYTHING;
    }

    /**
     * Returns whether a statement that failed in a transaction around it alone might not have failed without: drivers heal
     * some failures by a second execution, which they can't within a transaction. Only asked where {@link #tellsWrites}, or
     * where there is a {@link #lockTable}.
     */
    default boolean isRepeatedAlone(SQLException failure) {
        return false;
    }

    /**
     * Returns whether after this exception a write or COMMIT may have taken effect, now or later (connection lost), rather
     * than having been refused.
     */
    boolean outcomeUnknown(SQLException exception);

    /**
     * Returns all that the driver sends of a parameter of a class of its own (an array, an object): texts, numbers, dates,
     * and arrays of such. Empty if that cannot be told. Called after the driver has taken the parameter.
     */
    default Optional<Object> boundValue(Object parameter) throws SQLException {
        return Optional.empty();
    }

    /**
     * Returns how answers are replayed with this connection's driver version; empty, with the reason logged once, if the
     * self-test found that they would differ. May run statements on the connection that read no table.
     */
    Optional<Replay> replay(Connection connection) throws SQLException;

    /**
     * Returns the forms in which executions of one prepared statement may be handed over, each by what is to be done to a
     * statement of Larder's so that it gets this one. One, unless the driver changes from one to another by itself.
     */
    default List<TransferForm> transferForms() {
        return List.of(statement -> {});
    }

    /** One of the forms in which an answer may be handed over. */
    @FunctionalInterface
    interface TransferForm {
        /** Has all executions of a statement be of this form; before the first one. */
        void choose(PreparedStatement statement) throws SQLException;
    }

    /**
     * Returns the driver's connection as a type of the driver's own, for an application that unwraps it, in a form that
     * reports the access that Larder cannot follow before it happens. Runs no SQL.
     *
     * @param type the type that the application asked for
     * @param access what is to be told before each call that may read or write behind Larder's back
     * @return the view; empty if there is none of this type: handing out the connection itself is then uncontrolled access
     */
    default <T> Optional<T> harmlessView(Connection connection, Class<T> type, DriverAccess access)
            throws SQLException {
        return Optional.empty();
    }

    /** Returns an array of the driver's in a form whose results lead to the application's connection. Runs no SQL. */
    default Array watched(Array array, DriverAccess access) throws SQLException {
        return array;
    }
}
