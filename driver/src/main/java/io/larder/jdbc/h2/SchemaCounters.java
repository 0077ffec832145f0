package io.larder.jdbc.h2;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.engine.Database;
import org.h2.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * How often the engine has changed what a database is made of. All definitions, users, rights and settings are rows of one
 * table, which counts its changes as every table does. What is in no such row is the mode, which has a counter, and global
 * temporary tables.
 */
final class SchemaCounters {
    private static final @Nullable Field META = metaField();

    private SchemaCounters() {}

    /** Returns the counters; empty if they cannot be read, or while somebody is changing a definition. */
    static Optional<String> of(Database database) {
        if (META == null) {
            return Optional.empty();
        }
        try {
            Object meta = META.get(database);
            if (!(meta instanceof Table table)) {
                return Optional.empty();
            }
            List<Object> version = new ArrayList<>();
            version.add(table.getMaxDataModificationId());
            version.add(database.getRemoteSettingsId());
            for (Table any : database.getAllTablesAndViews()) {
                if (any.isTemporary()) {
                    version.add(any.getId());
                }
            }
            // Looked at last: who changes a definition locks the table before.
            return database.isSysTableLocked() ? Optional.empty() : Optional.of(version.toString());
        } catch (IllegalAccessException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static @Nullable Field metaField() {
        try {
            Field field = Database.class.getDeclaredField("meta");
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
