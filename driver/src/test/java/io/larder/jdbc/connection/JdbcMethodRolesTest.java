package io.larder.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.connection.JdbcMethodRoles.Role;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JdbcMethodRolesTest {

    private static final String WHAT_TO_DO = """
            These JDBC methods have no role in jdbc-method-roles.txt: this JDK is newer than the table.
            The delegates are compiled for Java 17 and cannot forward them, so a call runs the interface's default \
            implementation on our object. Decide for each:
            1. Read the default. If it only calls other methods of the same object, those are forwarded or intercepted \
            already, and no statement or session change can slip past the cache; but the answer is the default's, even \
            where the database's driver overrides it. If that cannot matter, the role is MECHANICAL.
            2. Else write the method by hand in the Caching class, without @Override: Java 17 compiles it, and the \
            newer JDK calls it. Give it the role that it has.
            3. In both cases list it in DelegateGenerator.ADDED_AFTER_17.""";

    @Test
    void everyJdbcMethodHasARole() {
        List<String> withoutRole = JdbcMethodRoles.jdbcMethods().stream()
                .filter(method -> JdbcMethodRoles.find(method).isEmpty())
                .map(DelegateGenerator::signature)
                .toList();

        assertThat(withoutRole).as(WHAT_TO_DO).isEmpty();
    }

    @Test
    void everyRoleBelongsToAMethod() {
        Set<String> withoutMethod = new TreeSet<>(JdbcMethodRoles.signatures());
        JdbcMethodRoles.jdbcMethods().forEach(method -> withoutMethod.remove(DelegateGenerator.signature(method)));

        assertThat(DelegateGenerator.ADDED_AFTER_17)
                .as("signatures in the table that this JDK does not have, nor a newer one")
                .containsAll(withoutMethod);
    }

    @Test
    void everyMethodStandsOnceInTheTable() {
        assertThat(JdbcMethodRoles.repeated()).isEmpty();
    }

    @Test
    void aMethodAddedAfter17HasARoleToo() {
        assertThat(JdbcMethodRoles.signatures()).containsAll(DelegateGenerator.ADDED_AFTER_17);
    }

    /** The rules of thumb by which the table was made, so that no edit makes a dangerous method mechanical. */
    @Test
    void whatItsTypeOrNameGivesAwayIsNotMechanical() {
        Set<String> suspicious = JdbcMethodRoles.jdbcMethods().stream()
                .filter(method -> JdbcMethodRoles.roleOf(method) == Role.MECHANICAL)
                .filter(method -> method.getName().matches("execute.*|addBatch|prepare.*|commit|rollback|setSavepoint")
                        || Set.of("Connection", "Statement", "PreparedStatement", "CallableStatement", "ResultSet")
                                .contains(method.getReturnType().getSimpleName())
                        || Set.of("Array", "Object", "DatabaseMetaData")
                                .contains(method.getReturnType().getSimpleName()))
                .map(DelegateGenerator::signature)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(suspicious).isEmpty();
    }
}
