package io.larder.jdbc.database;

import io.larder.invalidation.SchemaModel;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What one look at the schema of a database has found. Used by one thread, while the connection is idle that looked.
 *
 * @param version what the schema and the rights of the session's user are known by; see {@link DatabaseSupport#schemaVersion}
 * @param source where the schema is to be had, which was read together with its version or is read when it is wanted
 */
public record SchemaLook(Optional<String> version, Source source) {
    /** The schema, if it is wanted. */
    @FunctionalInterface
    public interface Source {
        /** @throws SQLException if the database refuses; nothing is then cached */
        SchemaModel read() throws SQLException;
    }

    /**
     * Returns the schema, as it was when its version was asked or later.
     *
     * @throws SQLException if the database refuses; nothing is then cached
     */
    public SchemaModel model() throws SQLException {
        return source.read();
    }
}
