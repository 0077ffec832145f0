package io.larder.integration.lockstep;

import java.sql.Connection;
import java.sql.SQLException;

/** Somebody who does what a session is told, and says what came of it. */
interface Actor extends AutoCloseable {
    Outcome run(Step step);

    /** Returns the connection of the moment. */
    Connection connection();

    @Override
    void close() throws SQLException;
}
