package io.larder.jdbc.config;

import java.util.Properties;

/**
 * A connection request, taken apart.
 *
 * @param config what is meant for Larder
 * @param driverUrl what the database's own driver is to connect to, without Larder's prefix and options
 * @param driverProperties what the database's own driver is to be given, without Larder's options. If there were none,
 *     this is the caller's own object, as the bare driver would get it: do not change it
 */
public record ResolvedConfig(DriverConfig config, String driverUrl, Properties driverProperties) {
    /** Without what is meant for the driver, which has passwords in it. */
    @Override
    public String toString() {
        return "ResolvedConfig[" + config + "]";
    }
}
