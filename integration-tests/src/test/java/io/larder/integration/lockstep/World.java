package io.larder.integration.lockstep;

import java.util.List;
import java.util.Map;

/**
 * What is there before the first step.
 *
 * @param title the seed, and whatever else it takes to draw it again
 * @param setup the statements that make the schema
 * @param options of the driver
 * @param roles whether a user of MariaDB has a role that he may set: then Larder takes each of his writes for one of
 *     everything
 */
record World(Flavor flavor, String title, List<String> setup, Map<String, String> options, boolean roles) {
    World {
        setup = List.copyOf(setup);
        options = Map.copyOf(options);
    }

    /**
     * Returns whether sessions keep prepared statements in the server which fail when the schema changes. How many there are
     * depends on how often the server is asked.
     */
    boolean plansOutlive() {
        return flavor.isPostgres() && !"0".equals(options.get("prepareThreshold"));
    }

    World with(List<String> fewer) {
        return new World(flavor, title, fewer, options, roles);
    }
}
