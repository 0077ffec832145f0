package io.larder.integration.cells;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parts of docs/compatibility.md that are made from what the tests of this package assert: the driver versions, and the
 * types that pass through. Each stands between two comments that name it; what is outside of them is written by hand.
 */
final class CompatibilityPage {
    private static final Path FILE =
            Path.of(System.getProperty("tests.root", "..")).resolve("docs").resolve("compatibility.md");

    private CompatibilityPage() {}

    static String text() throws IOException {
        return Files.readString(FILE);
    }

    static void write(String text) throws IOException {
        Files.writeString(FILE, text);
    }

    /** Returns the page with its made parts as they should be. */
    static String upToDate(String page) {
        String withDrivers = replaced(page, "drivers", drivers());
        return replaced(replaced(withDrivers, "cells", cells()), "passed-through", passedThrough());
    }

    private static String replaced(String page, String part, String content) {
        Pattern between = Pattern.compile("(<!-- made: " + part + " -->\n).*?(<!-- end -->\n)", Pattern.DOTALL);
        Matcher matcher = between.matcher(page);
        if (!matcher.find()) {
            throw new IllegalStateException("docs/compatibility.md has no part " + part);
        }
        return page.substring(0, matcher.end(1)) + content + page.substring(matcher.start(2));
    }

    private static String drivers() {
        Map<Flavor, List<DriverVersion>> byDatabase =
                DriverVersion.ALL.stream().collect(Collectors.groupingBy(DriverVersion::flavor));
        StringBuilder table = new StringBuilder(
                "| database | driver | versions that are cached | that pass through |\n|---|---|---|---|\n");
        for (Flavor flavor : Flavor.values()) {
            List<DriverVersion> versions = byDatabase.getOrDefault(flavor, List.of());
            table.append("| %s | `%s` | %s | %s |\n"
                    .formatted(
                            flavor.title(), versions.get(0).artifact(), names(versions, true), names(versions, false)));
        }
        return table.toString();
    }

    private static String names(List<DriverVersion> versions, boolean cached) {
        return versions.stream()
                .filter(version -> version.cached() == cached)
                .map(DriverVersion::version)
                .collect(Collectors.joining(", "));
    }

    private static String cells() {
        StringBuilder table = new StringBuilder(
                        "| database | sent as | values | calls per answer | answers compared |\n")
                .append("|---|---|---|---|---|\n");
        for (Flavor flavor : Flavor.values()) {
            for (Mode mode : flavor.modes()) {
                table.append("| %s | %s | %d | %d getters, %d of the metadata | %d |\n"
                        .formatted(
                                flavor.title(),
                                mode.name(),
                                flavor.samples(mode).size(),
                                Cells.getterCount(),
                                Cells.metadataCount(),
                                mode.ways()));
            }
        }
        return table.toString();
    }

    private static String passedThrough() {
        StringBuilder table = new StringBuilder("| database | type | because it |\n|---|---|---|\n");
        for (Flavor flavor : Flavor.values()) {
            flavor.samples().stream()
                    .filter(sample -> flavor.passedThrough().containsKey(sample.name()))
                    .sorted(Comparator.comparing(Sample::name))
                    .forEach(sample -> table.append("| %s | `%s` (%s) | %s |\n"
                            .formatted(
                                    flavor.title(),
                                    sample.type(),
                                    sample.name().replace('_', ' '),
                                    flavor.passedThrough().get(sample.name()))));
        }
        return table.toString();
    }
}
