package io.larder.examples.shop;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Drops the demo's schema when the demo ends, also when it ends by Ctrl-C. */
final class SchemaGuard implements AutoCloseable {
    private final Database database;
    private final Thread hook;
    private volatile boolean interrupted;
    private volatile @Nullable ShopWorkload running;

    SchemaGuard(Database database) {
        this.database = database;
        this.hook = new Thread(this::cleanUp, "drop " + database.schema());
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Names the program that has to stop before the schema can be dropped. */
    ShopWorkload watch(ShopWorkload shop) {
        running = shop;
        return shop;
    }

    /** Whether the JVM is ending before its work is done. */
    boolean interrupted() {
        return interrupted;
    }

    @Override
    public void close() throws SQLException {
        // First: if it fails, or if we are interrupted now, the hook has another try.
        database.dropSchema();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook finds nothing to drop.
        }
    }

    private void cleanUp() {
        interrupted = true;
        try {
            ShopWorkload shop = running;
            if (shop != null) {
                shop.close();
            }
            database.dropSchema();
        } catch (SQLException e) {
            System.err.println("demo: schema " + database.schema() + " was not dropped: " + e.getMessage());
        }
    }
}
