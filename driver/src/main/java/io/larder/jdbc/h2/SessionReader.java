package io.larder.jdbc.h2;

import io.larder.jdbc.database.SessionSnapshot;
import io.larder.sql.BypassReason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.h2.engine.Database;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.jspecify.annotations.Nullable;

/** Who and where is this session? */
final class SessionReader {
    /**
     * INFORMATION_SCHEMA.SETTINGS has other column names while OLD_INFORMATION_SCHEMA is set: the statement then fails, and
     * the session is not cached. Upper case is right whether or not identifiers are folded.
     */
    private static final String SETTINGS = "SELECT 'USER', CURRENT_USER UNION ALL SELECT 'CATALOG', CURRENT_CATALOG"
            + " UNION ALL SELECT 'SCHEMA', CURRENT_SCHEMA UNION ALL SELECT 'PATH', CURRENT_PATH"
            + " UNION ALL SELECT SETTING_NAME, SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS"
            + " UNION ALL SELECT STATE_KEY, STATE_COMMAND FROM INFORMATION_SCHEMA.SESSION_STATE";

    /** Settings that change no answer. All others are part of the key, known or not. */
    private static final Set<String> IRRELEVANT =
            Set.of("CREATE_BUILD", "EXCLUSIVE", "QUERY_TIMEOUT", "RETENTION_TIME", "WRITE_DELAY");

    /** Keywords that can be made identifiers without a statement being read differently. */
    private static final Set<String> HARMLESS_AS_NAMES =
            Set.of("DAY", "HOUR", "KEY", "MINUTE", "MONTH", "SECOND", "USER", "VALUE", "YEAR");

    private record Setting(String name, @Nullable String value) {}

    private SessionReader() {}

    static SessionSnapshot read(Connection connection) throws SQLException {
        Session session = H2Sessions.session(connection);
        int isolation = isolation(connection);
        if (!(session instanceof SessionLocal local)) {
            String domain = domain(connection.getCatalog());
            return new SessionSnapshot(domain, List.of(), isolation, Optional.of(BypassReason.DATABASE_NOT_SUPPORTED));
        }
        Database database = local.getDatabase();
        String number = DatabaseNumbers.of(database);
        String domain = domain(database.getShortName());
        if (!database.isPersistent() && domain.equals("h2:unnamed")) {
            // jdbc:h2:mem: is a database of this connection alone.
            domain += '#' + number;
        }
        if (local.isLazyQueryExecution()) {
            // A statement of ours would end the result that the application is reading.
            return new SessionSnapshot(domain, List.of(), isolation, Optional.of(BypassReason.SESSION_NOT_KNOWN));
        }
        List<Setting> settings = settings(connection);
        return new SessionSnapshot(domain, key(number, settings), isolation, whyNotCacheable(isolation, settings));
    }

    private static String domain(String shortName) {
        return "h2:" + shortName.toLowerCase(Locale.ROOT);
    }

    private static int isolation(Connection connection) throws SQLException {
        return switch (connection.getTransactionIsolation()) {
            case Connection.TRANSACTION_READ_UNCOMMITTED -> Connection.TRANSACTION_READ_UNCOMMITTED;
            case Connection.TRANSACTION_READ_COMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
            case Connection.TRANSACTION_REPEATABLE_READ -> Connection.TRANSACTION_REPEATABLE_READ;
            // H2 has a level SNAPSHOT of its own, with a number that JDBC does not know.
            default -> Connection.TRANSACTION_SERIALIZABLE;
        };
    }

    private static List<Setting> settings(Connection connection) throws SQLException {
        List<Setting> settings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SETTINGS)) {
            while (rows.next()) {
                String name = rows.getString(1);
                boolean figures = name.startsWith("info.") && !name.equals("info.VERSION");
                if (!figures && !name.startsWith("property.") && !IRRELEVANT.contains(name)) {
                    settings.add(new Setting(name, rows.getString(2)));
                }
            }
        }
        return settings;
    }

    private static List<String> key(String number, List<Setting> settings) {
        // The engine lists its settings in no particular order.
        settings.sort(Comparator.comparing(Setting::name).thenComparing(setting -> String.valueOf(setting.value)));
        List<String> key = new ArrayList<>();
        key.add(number);
        for (Setting setting : settings) {
            key.add(setting.name);
            key.add(setting.value == null ? "null" : '=' + setting.value);
        }
        return key;
    }

    private static Optional<BypassReason> whyNotCacheable(int isolation, List<Setting> settings) {
        if (isolation < Connection.TRANSACTION_READ_COMMITTED) {
            // H2 shows what others have not committed, and may never commit.
            return Optional.of(BypassReason.TRANSACTION_ISOLATION);
        }
        Optional<BypassReason> reason = Optional.empty();
        for (Setting setting : settings) {
            if (setting.name.startsWith("TABLE ")) {
                return Optional.of(BypassReason.TEMPORARY_TABLES);
            }
            boolean redefinesKeywords = setting.name.equals("NON_KEYWORDS") && !isHarmless(setting.value);
            if (setting.name.startsWith("@") || redefinesKeywords) {
                reason = Optional.of(BypassReason.SESSION_NOT_KNOWN);
            }
        }
        return reason;
    }

    private static boolean isHarmless(@Nullable String nonKeywords) {
        return nonKeywords == null || HARMLESS_AS_NAMES.containsAll(List.of(nonKeywords.split("[,\\s]+")));
    }
}
