package io.larder.jdbc.connection;

import io.larder.jdbc.connection.DelegateGenerator.Delegate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table {@code jdbc-method-roles.txt}: what each method of JDBC's six main interfaces means to a cache. */
final class JdbcMethodRoles {

    /** Why a method wants hand-written code; where several reasons hold, the first in this order is its role. */
    enum Role {
        /** Runs a statement: a read that may be a hit, a write that makes answers stale, the start of a transaction. */
        RUNS_SQL,
        /** Adds to, or forgets, what a later {@code executeBatch} will write. */
        COLLECTS_BATCH,
        /** Is part of the question that a later execution asks. */
        BINDS_PARAMETER,
        /** Changes which rows an execution answers with, or how the driver keeps them. */
        CHANGES_STATEMENT,
        /** Ends a transaction, or takes part of it back: the moment when remembered changes become true or void. */
        ENDS_TRANSACTION,
        /** Changes what the session's next answers depend on, or may do so. */
        CHANGES_SESSION,
        /**
         * Returns an object by which one can get to the database driver's own connection, and so past the cache: also
         * an Array (its {@code getResultSet().getStatement()}) and {@code getObject}, which may return one, or a
         * cursor's ResultSet, or a byte array (see {@link #SHARES_BYTES}).
         */
        HANDS_OUT_JDBC_OBJECT,
        /** Returns an object that may stand for a value in the database, and may write to it without a statement. */
        HANDS_OUT_LOCATOR,
        /** Returns a byte array that may be the row's own: of a stored answer, the caller must get a copy. */
        SHARES_BYTES,
        /** Gives, or says whether it would give, an object past ours. */
        UNWRAPS,
        /** Is forwarded, and nothing else. A result that is served is the delegate's own, which knows all about it. */
        MECHANICAL
    }

    private static final String TABLE = "jdbc-method-roles.txt";
    private static final Map<String, Role> ROLES = new LinkedHashMap<>();
    private static final List<String> REPEATED = new ArrayList<>();

    static {
        read();
    }

    private JdbcMethodRoles() {}

    /**
     * Returns the role of a method of one of the six interfaces.
     *
     * @throws IllegalArgumentException if it has none
     */
    static Role roleOf(Method method) {
        return find(method)
                .orElseThrow(() -> new IllegalArgumentException(DelegateGenerator.signature(method) + " has no role"));
    }

    static Optional<Role> find(Method method) {
        return Optional.ofNullable(ROLES.get(DelegateGenerator.signature(method)));
    }

    /** Returns the methods that stand in the table, as {@link DelegateGenerator#signature} writes them. */
    static Set<String> signatures() {
        return Collections.unmodifiableSet(ROLES.keySet());
    }

    static List<String> repeated() {
        return List.copyOf(REPEATED);
    }

    /** Returns all methods that the running JDK's six interfaces have or inherit, each once. */
    static List<Method> jdbcMethods() {
        return List.copyOf(Stream.of(Delegate.values())
                .flatMap(delegate -> Stream.of(delegate.jdbc.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .collect(Collectors.toCollection(
                        () -> new TreeSet<>(Comparator.comparing(DelegateGenerator::signature)))));
    }

    private static void read() {
        InputStream table = Objects.requireNonNull(JdbcMethodRoles.class.getResourceAsStream(TABLE), TABLE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            Role role = Role.MECHANICAL;
            for (String line : lines.lines().toList()) {
                if (line.startsWith("[")) {
                    role = Role.valueOf(line.substring(1, line.length() - 1));
                } else if (!line.isEmpty() && !line.startsWith("#") && ROLES.put(line, role) != null) {
                    REPEATED.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
