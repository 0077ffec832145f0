package io.larder.jdbc.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.management.JMException;
import org.junit.jupiter.api.Test;

final class WatchesTest {
    private static final String NAME = "h2:mem:watched";
    private static final String URL = "jdbc:larder:h2:mem:watched";

    @Test
    void aDriverThatIsTakenOutLeavesNothingBehind() throws SQLException, JMException {
        try (Connection one = DriverManager.getConnection(URL)) {
            assertThat(one.isValid(1)).isTrue();
            assertThat(isThere()).isTrue();

            // What DriverManager calls when the driver is deregistered.
            Watches.endAll();
            assertThat(isThere()).isFalse();

            try (Connection other = DriverManager.getConnection(URL)) {
                assertThat(other.isValid(1)).isTrue();
                assertThat(isThere()).isTrue();
            }
        }
    }

    private static boolean isThere() throws JMException {
        return ManagementFactory.getPlatformMBeanServer().isRegistered(Bean.objectName(NAME));
    }
}
