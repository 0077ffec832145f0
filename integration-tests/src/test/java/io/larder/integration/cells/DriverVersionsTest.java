package io.larder.integration.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each driver version that the build knows: its answers are replayed exactly and outdated by writes, or pass through. */
class DriverVersionsTest {
    static final List<DriverVersion> VERSIONS = DriverVersion.ALL;

    private static final String ASK = "select amount from account";
    private static final int SOME_HITS = 10;
    private static final int EVERY_NTH = 20;

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void aWriteOutdatesWhatIsServed(DriverVersion version) throws SQLException {
        Connector connector =
                IsolatedDrivers.of(version).connector(version.flavor().create());
        try (Connection alice = connector.larder(Map.of());
                Connection bob = connector.larder(Map.of());
                Statement asking = alice.createStatement();
                Statement writing = bob.createStatement()) {
            writing.execute("create table account (id int primary key, amount int)");
            writing.execute("insert into account values (1, 100)");
            // All databases of a MariaDB server count together.
            long before = connector.hits(alice);
            assertThat(amounts(asking)).containsExactly(100, 100, 100);
            assertThat(connector.hits(alice)).isEqualTo(before + (version.cached() ? 2 : 0));
            writing.executeUpdate("update account set amount = 70");
            assertThat(amounts(asking)).containsExactly(70, 70, 70);
            assertThat(connector.hits(alice)).isEqualTo(before + (version.cached() ? 4 : 0));
        }
    }

    private static List<Integer> amounts(Statement asking) throws SQLException {
        Integer[] amounts = new Integer[3];
        for (int time = 0; time < amounts.length; time++) {
            try (ResultSet row = asking.executeQuery(ASK)) {
                row.next();
                amounts[time] = row.getInt(1);
            }
        }
        return List.of(amounts);
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void cellsReadAsTheBareDriversDo(DriverVersion version) throws SQLException {
        Flavor flavor = version.flavor();
        String url = flavor.create();
        Connector connector = IsolatedDrivers.of(version).connector(url);
        try (Connection connection = connector.bare(Map.of())) {
            flavor.fill(connection, flavor.samples());
            for (Mode mode : flavor.modes()) {
                List<Sample> some = some(flavor, mode);
                Findings findings = new Comparison(flavor, connector, mode, SOME_HITS).run(some);
                assertThat(findings.different())
                        .as("%s, %s", version, mode.name())
                        .isEmpty();
                assertThat(findings.notServed())
                        .isEqualTo(
                                version.cached()
                                        ? flavor.passedThrough(some)
                                        : some.stream().map(Sample::name).collect(Collectors.toSet()));
            }
        }
    }

    /** Without large objects: whether H2 in memory numbers them, and passes them through, differs by its version. */
    private static List<Sample> some(Flavor flavor, Mode mode) {
        return flavor.samples(mode.forEvery(EVERY_NTH)).stream()
                .filter(sample -> !sample.name().startsWith("large_"))
                .toList();
    }

    @Test
    void everyVersionThatTheBuildCopiesIsTested() {
        assertThat(VERSIONS.stream().map(DriverVersion::toString))
                .containsExactlyInAnyOrderElementsOf(IsolatedDrivers.copied());
    }
}
