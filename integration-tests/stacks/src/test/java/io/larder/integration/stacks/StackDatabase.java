package io.larder.integration.stacks;

import io.larder.testservers.TestServers;
import java.util.UUID;

/** The databases on which the frameworks run. */
enum StackDatabase {
    POSTGRESQL {
        @Override
        String create() {
            return TestServers.postgres().createDatabase("stack");
        }
    },
    H2 {
        @Override
        String create() {
            return "jdbc:h2:mem:stack_" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        }
    };

    /** Creates an empty database and returns the URL by which the database's own driver connects. */
    abstract String create();
}
