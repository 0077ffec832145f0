package io.larder.integration.lockstep;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** Who is compared with the bare driver. */
enum Opponent {
    LARDER,
    /** Larder, which asks the database at each hit, and compares. */
    CHECKED_LARDER,
    /** Is the test deterministic? */
    BARE,
    /** Would the test see it? */
    FORGETFUL;

    Actor connect(String url, Map<String, String> options) throws SQLException {
        boolean cached = this == LARDER || this == CHECKED_LARDER;
        String reached = cached ? url.replaceFirst("^jdbc:", "jdbc:larder:") : url;
        Properties properties = new Properties();
        options.forEach(properties::setProperty);
        if (this == CHECKED_LARDER) {
            properties.setProperty("larder.verify", "100%");
        }
        Actor session =
                new JdbcSession(() -> DriverManager.getConnection(reached, properties), DatabasePair.nameOf(url));
        return this == FORGETFUL ? new ForgetfulActor(session) : session;
    }
}
