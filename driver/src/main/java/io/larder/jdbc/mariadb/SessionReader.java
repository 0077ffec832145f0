package io.larder.jdbc.mariadb;

import io.larder.jdbc.database.SessionSnapshot;
import io.larder.sql.BypassReason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.export.HaMode;

/**
 * Who and where is this session? Reads all variables that a session can have of its own: those that are not known to be
 * harmless are part of the key, whatever they are. Reads no table, and so takes no snapshot.
 *
 * <p>A server is known by its host name, port and data directory, which do not change while it runs, so that all ways to it
 * share their clocks. Containers may share all three, even the number that MariaDB makes of the network card; the key
 * therefore has the address of the URL and the moment of the start as well.
 */
final class SessionReader {
    /** With a limit of its own, because {@code sql_select_limit} would cut it. Names are compared in upper case. */
    private static final String VARIABLES = """
            SELECT VARIABLE_NAME, SESSION_VALUE, GLOBAL_VALUE FROM information_schema.SYSTEM_VARIABLES
             WHERE SESSION_VALUE IS NOT NULL OR VARIABLE_NAME IN
                   ('HOSTNAME', 'PORT', 'DATADIR', 'SERVER_UID', 'READ_ONLY', 'WSREP_PROVIDER')
            UNION ALL
            SELECT CONCAT('status ', VARIABLE_NAME), VARIABLE_VALUE, NULL FROM information_schema.SESSION_STATUS
             WHERE VARIABLE_NAME IN ('SLAVES_RUNNING', 'UPTIME', 'UPTIME_SINCE_FLUSH_STATUS',
                   'COM_CREATE_TEMPORARY_TABLE', 'COM_LOCK_TABLES', 'COM_UNLOCK_TABLES')
            UNION ALL SELECT 'now', CAST(UNIX_TIMESTAMP() AS CHAR), NULL
            UNION ALL SELECT 'user', CURRENT_USER(), NULL
            UNION ALL SELECT 'role', CURRENT_ROLE(), NULL
            UNION ALL SELECT 'database', DATABASE(), NULL
            UNION ALL SELECT 'connection', CAST(CONNECTION_ID() AS CHAR), NULL
            UNION ALL SELECT 'version', VERSION(), NULL
            LIMIT 100000""";

    /** What older servers, and MySQL, can say of themselves. */
    private static final String IDENTITY = "SELECT @@hostname, @@port, @@datadir, CONNECTION_ID() LIMIT 1";

    /** Counters, what the last statement did, and what Larder follows in other ways. */
    private static final Set<String> IRRELEVANT = Set.of(
            "AUTOCOMMIT",
            "ERROR_COUNT",
            "GTID_SEQ_NO",
            "IDENTITY",
            "INSERT_ID",
            "IN_TRANSACTION",
            "LAST_GTID",
            "LAST_INSERT_ID",
            "PSEUDO_THREAD_ID",
            "RAND_SEED1",
            "RAND_SEED2",
            "TIMESTAMP",
            "TRANSACTION_ISOLATION",
            "TRANSACTION_READ_ONLY",
            "TX_ISOLATION",
            "TX_READ_ONLY",
            "WARNING_COUNT",
            "WSREP_GTID_SEQ_NO");

    private static final Set<String> SYSTEM_DATABASES =
            Set.of("mysql", "information_schema", "performance_schema", "sys");

    private static final Map<String, Integer> ISOLATIONS = Map.of(
            "READ-UNCOMMITTED", Connection.TRANSACTION_READ_UNCOMMITTED,
            "READ-COMMITTED", Connection.TRANSACTION_READ_COMMITTED,
            "REPEATABLE-READ", Connection.TRANSACTION_REPEATABLE_READ,
            "SERIALIZABLE", Connection.TRANSACTION_SERIALIZABLE);

    /** {@code MARIADB_CLIENT_EXTENDED_METADATA}: columns are described with the names of extended types. */
    private static final long EXTENDED_METADATA = 1L << 35;

    private final org.mariadb.jdbc.Connection connection;
    private final Context context;
    private final Map<String, @Nullable String> ofSession = new TreeMap<>();
    private final Map<String, @Nullable String> ofServer = new HashMap<>();

    private final KeptRights keptRights;

    private SessionReader(org.mariadb.jdbc.Connection connection, KeptRights keptRights) {
        this.connection = connection;
        this.keptRights = keptRights;
        this.context = connection.getContext();
    }

    /** @throws SQLException also if the connection may lead to another server with its next statement */
    static SessionSnapshot read(org.mariadb.jdbc.Connection connection, KeptRights keptRights) throws SQLException {
        Context context = connection.getContext();
        if (context.getConf().haMode() != HaMode.NONE
                || context.getConf().addresses().size() > 1) {
            throw new SQLException("which of the hosts of its URL a statement reaches is not known");
        }
        boolean known =
                context.getVersion().isMariaDBServer() && context.getVersion().versionGreaterOrEqual(10, 3, 0);
        SessionReader reader = new SessionReader(connection, keptRights);
        return known ? reader.readAll() : reader.readIdentity();
    }

    private SessionSnapshot readIdentity() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(IDENTITY)) {
            row.next();
            refuseProxies(row.getLong(4));
            String domain = domain(row.getString(1), row.getString(2), row.getString(3));
            return new SessionSnapshot(
                    domain,
                    List.of(),
                    Connection.TRANSACTION_SERIALIZABLE,
                    Optional.of(BypassReason.DATABASE_NOT_SUPPORTED));
        }
    }

    private SessionSnapshot readAll() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(VARIABLES)) {
            while (row.next()) {
                ofSession.put(row.getString(1), row.getString(2));
                ofServer.put(row.getString(1), row.getString(3));
            }
        }
        refuseProxies(number("connection"));
        String domain = domain(ofServer.get("HOSTNAME"), ofServer.get("PORT"), ofServer.get("DATADIR"));
        String isolation = ofSession.getOrDefault("TX_ISOLATION", ofSession.get("TRANSACTION_ISOLATION"));
        return new SessionSnapshot(
                domain,
                key(domain),
                isolation == null
                        ? Connection.TRANSACTION_SERIALIZABLE
                        : ISOLATIONS.getOrDefault(isolation, Connection.TRANSACTION_SERIALIZABLE),
                Optional.ofNullable(whyNotCacheable()),
                isReplica() ? Set.of(BypassReason.STANDBY) : Set.of());
    }

    private boolean isReplica() {
        return !"OFF".equals(ofServer.get("READ_ONLY")) || number("status SLAVES_RUNNING") != 0;
    }

    /** A proxy that spreads statements over servers has sessions of its own, with numbers of its own. */
    private void refuseProxies(long connectionId) throws SQLException {
        int greeted = (int) context.getThreadId();
        if (greeted != (int) connectionId) {
            throw new SQLException("there is a proxy between here and the server");
        }
    }

    private static String domain(@Nullable String host, @Nullable String port, @Nullable String directory) {
        return "mariadb" + part(host) + part(port) + part(directory);
    }

    /** One name for all names of this machine. */
    private static String nameOf(String host) {
        boolean here = host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
        return here ? "localhost" : host.toLowerCase(Locale.ROOT);
    }

    private List<String> key(String domain) throws SQLException {
        HostAddress address = context.getConf().addresses().get(0);
        String server =
                domain + part(ofServer.get("SERVER_UID")) + part(nameOf(address.host)) + part("" + address.port);
        // Both are of the moment that the session takes for now, so that their difference does not vary.
        long started = number("now") - number("status UPTIME");
        List<String> key = new ArrayList<>();
        // What of the schema is visible depends on user and role, and on the rights that both had when the session
        // began.
        String who = server + part("" + started) + part(ofSession.get("user")) + part(ofSession.get("role"));
        List<String> grants = new Catalogs(connection).grants();
        key.add(who + part(keptRights.of(connection, who, grants, "" + number("connection"))));
        key.add(Boolean.toString(isReplica()));
        key.add(part(ofSession.get("database")));
        key.add(part(ofSession.get("version")));
        key.add(Boolean.toString(context.hasClientCapability(EXTENDED_METADATA)));
        ofSession.forEach((name, value) -> {
            boolean variable = name.equals(name.toUpperCase(Locale.ROOT)) && !IRRELEVANT.contains(name);
            if (variable && value != null) {
                key.add(name + '=' + value);
            }
        });
        ConnectorOptions.addTo(key, context.getConf());
        return key;
    }

    private @Nullable BypassReason whyNotCacheable() {
        boolean cluster = isOn(ofSession.get("WSREP_ON"))
                || isOn(ofServer.get("WSREP_ON"))
                || !Set.of("none", "").contains(String.valueOf(ofServer.getOrDefault("WSREP_PROVIDER", "none")));
        if (cluster) {
            return BypassReason.DATABASE_NOT_SUPPORTED;
        }
        if (number("status COM_CREATE_TEMPORARY_TABLE") != 0) {
            return BypassReason.TEMPORARY_TABLES;
        }
        String database = ofSession.get("database");
        if (database != null && SYSTEM_DATABASES.contains(database.toLowerCase(Locale.ROOT))) {
            return BypassReason.CATALOG_READ;
        }
        return isUsual() ? null : BypassReason.SESSION_NOT_KNOWN;
    }

    private boolean isUsual() {
        List<String> modes = List.of(String.valueOf(ofSession.get("SQL_MODE")).split(","));
        boolean otherGrammar = modes.contains("ORACLE") || modes.contains("MSSQL");
        // A table that the session has not locked is refused.
        boolean locked = number("status COM_LOCK_TABLES") != number("status COM_UNLOCK_TABLES");
        long flushed = number("status UPTIME") - number("status UPTIME_SINCE_FLUSH_STATUS");
        return !otherGrammar
                && !locked
                && !isOn(ofSession.get("SQL_AUTO_IS_NULL"))
                && FlushedCounters.areReliable(connection, flushed);
    }

    private static boolean isOn(@Nullable String value) {
        return "ON".equals(value) || "1".equals(value);
    }

    /** Returns a number; one that means trouble if there is none. */
    private long number(String name) {
        String value = ofSession.get(name);
        try {
            // Where now is before the start, the server counts beyond zero.
            return value == null ? -1 : Long.parseUnsignedLong(value);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** With its length in front, so that no two lists of parts look alike; keeps "none" apart from "empty". */
    private static String part(@Nullable String value) {
        return value == null ? "/-" : "/" + value.length() + ':' + value;
    }
}
