package io.larder.jdbc.console;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What was asked, and where.
 *
 * @param at the connection that asks
 * @param words what follows the name of the topic, piece by piece
 * @param rest what follows LARDER, as it was written
 * @param statement the driver's own statement that will give the answer
 */
record Request(Surroundings at, List<String> words, String rest, Statement statement) {
    /** Makes sure that nothing follows that nobody reads. */
    void hasNoMore(String form) throws SQLException {
        if (!words.isEmpty()) {
            throw Refusal.notUnderstood("'" + words.get(0) + "' is not understood here; write " + form);
        }
    }
}
