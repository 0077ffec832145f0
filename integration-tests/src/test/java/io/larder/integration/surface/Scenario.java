package io.larder.integration.surface;

import io.larder.integration.Transcript;
import java.sql.Connection;

/**
 * A short program that does something with a connection and notes all that it can see. It leaves the connection as it was,
 * or closes it.
 */
@FunctionalInterface
interface Scenario {
    void tell(Connection connection, Transcript notes) throws Exception;
}
