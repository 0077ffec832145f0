package io.larder.jdbc.mariadb;

import io.larder.jdbc.database.CatalogRow;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The databases of which a user sees all triggers and the text of all views.
 *
 * @param all whether that is all databases
 * @param schemas otherwise these, in lower case
 */
record VisibleSchemas(boolean all, Set<String> schemas) {
    private static final Set<String> RIGHTS = Set.of("TRIGGER", "SHOW VIEW");
    private static final String USER = "SELECT CURRENT_USER()";
    private static final String GLOBAL = "SELECT GRANTEE, PRIVILEGE_TYPE FROM information_schema.USER_PRIVILEGES"
            + " WHERE PRIVILEGE_TYPE IN ('TRIGGER', 'SHOW VIEW')";
    private static final String OF_SCHEMA = "SELECT GRANTEE, PRIVILEGE_TYPE, TABLE_SCHEMA"
            + " FROM information_schema.SCHEMA_PRIVILEGES WHERE PRIVILEGE_TYPE IN ('TRIGGER', 'SHOW VIEW')";
    private static final String ROLES = "SELECT ROLE_NAME FROM information_schema.APPLICABLE_ROLES";

    VisibleSchemas {
        schemas = Set.copyOf(schemas);
    }

    static VisibleSchemas read(Catalogs catalogs) throws SQLException {
        // Who may read the tables of privileges sees those of others as well.
        String grantee = grantee(String.valueOf(catalogs.rows(USER).get(0).text(0)));
        Set<String> global = new HashSet<>();
        for (CatalogRow row : catalogs.rows(GLOBAL)) {
            if (grantee.equals(row.text(0))) {
                global.add(String.valueOf(row.text(1)));
            }
        }
        if (global.containsAll(RIGHTS)) {
            return new VisibleSchemas(true, Set.of());
        }
        if (!catalogs.rows(ROLES).isEmpty()) {
            // With a role the user can write to tables that he cannot see without it.
            return new VisibleSchemas(false, Set.of());
        }
        return new VisibleSchemas(false, ofSchemas(catalogs, grantee, global));
    }

    private static Set<String> ofSchemas(Catalogs catalogs, String grantee, Set<String> global) throws SQLException {
        Set<String> triggers = new HashSet<>();
        Set<String> views = new HashSet<>();
        for (CatalogRow row : catalogs.rows(OF_SCHEMA)) {
            if (grantee.equals(row.text(0))) {
                // It is a pattern; as a name, it matches itself at least.
                String schema = row.folded(2).replace("\\_", "_").replace("\\%", "%");
                ("TRIGGER".equals(row.text(1)) ? triggers : views).add(schema);
            }
        }
        if (!global.contains("SHOW VIEW")) {
            triggers.retainAll(views);
        }
        return triggers;
    }

    boolean contains(@Nullable String schema) {
        return all || (schema != null && schemas.contains(schema.toLowerCase(Locale.ROOT)));
    }

    /** As the catalogs write a user: {@code 'name'@'host'}. */
    private static String grantee(String user) {
        int at = user.lastIndexOf('@');
        return at < 0 ? user : "'" + user.substring(0, at) + "'@'" + user.substring(at + 1) + "'";
    }
}
