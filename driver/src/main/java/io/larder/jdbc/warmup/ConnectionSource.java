package io.larder.jdbc.warmup;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections as the application does: by the same door, as the same user, with the same options. */
@FunctionalInterface
public interface ConnectionSource {
    /** Opens one, which is closed by who asked for it. */
    Connection open() throws SQLException;
}
