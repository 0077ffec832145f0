package io.larder.integration.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each value of each type, by each getter, from the cache as from the bare driver. */
class CellsTest {
    private static final int MANY = 1000;

    /** What a few getters make of a few values is another text each time, because it names an array by its identity. */
    private static final int MOST_INCONSISTENT = 100;

    private final TimeZone usual = TimeZone.getDefault();

    @BeforeEach
    void inAZoneWithSummerTime() {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    }

    @AfterEach
    void backInTheUsualZone() {
        TimeZone.setDefault(usual);
    }

    @ParameterizedTest
    @EnumSource
    void everyCellReadsAsTheBareDriversDoes(Flavor flavor) throws SQLException {
        String url = flavor.create();
        try (Connection connection = DriverManager.getConnection(url)) {
            flavor.fill(connection, flavor.samples());
        }
        Connector connector = new Connector(driver(url), driver(url.replaceFirst("^jdbc:", "jdbc:larder:")), url);
        for (Mode mode : flavor.modes()) {
            Findings findings = new Comparison(flavor, connector, mode, MANY).run(flavor.samples(mode));
            summarize(flavor, mode, findings);
            assertThat(findings.different()).isEmpty();
            assertThat(findings.notServed()).isEqualTo(flavor.passedThrough(flavor.samples(mode)));
            assertThat(findings.inconsistent()).hasSizeLessThan(MOST_INCONSISTENT);
        }
    }

    private static Driver driver(String url) throws SQLException {
        return DriverManager.getDriver(url);
    }

    private static void summarize(Flavor flavor, Mode mode, Findings findings) {
        System.out.printf(
                Locale.ROOT,
                "cells %s %s: %d samples x %d getters and %d of the metadata x %d ways = %d cells, different: %d,"
                        + " bare inconsistent: %d%n",
                flavor.title(),
                mode.name(),
                flavor.samples(mode).size(),
                Cells.getterCount(),
                Cells.metadataCount(),
                mode.ways(),
                findings.cells(),
                findings.different().size(),
                findings.inconsistent().size());
    }
}
