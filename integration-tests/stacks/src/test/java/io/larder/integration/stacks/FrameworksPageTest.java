package io.larder.integration.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.SpringVersion;

/** The table of frameworks in docs/compatibility.md says what the tests show: which, in which version, how configured. */
class FrameworksPageTest {
    private static final Path ROOT = Path.of(System.getProperty("tests.root", "../.."));
    private static final Path TESTS =
            ROOT.resolve("integration-tests/stacks/src/test/java/io/larder/integration/stacks");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** The properties of the POMs that name the versions. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "HikariCP", "hikari",
            "Spring Boot", "spring-boot",
            "Hibernate", "hibernate",
            "MyBatis", "mybatis",
            "jOOQ", "jooq",
            "Jdbi", "jdbi",
            "Flyway", "flyway",
            "Liquibase", "liquibase",
            "Quartz", "quartz");

    private final List<Row> rows = rows();

    /** A line of the table. */
    private record Row(String framework, String version, String configuration, String test) {
        static Row of(String line) {
            List<String> cells = Stream.of(line.split("\\|")).map(String::strip).toList();
            int space = cells.get(1).lastIndexOf(' ');
            return new Row(
                    cells.get(1).substring(0, space),
                    cells.get(1).substring(space + 1),
                    cells.get(2),
                    cells.get(3).replace("`", ""));
        }
    }

    @Test
    void eachFrameworkOfTheTestsIsOnThePageAndTheReverse() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            List<String> tests = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("StackTest.java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
            assertThat(rows).extracting(Row::test).containsExactlyInAnyOrderElementsOf(tests);
        }
    }

    @Test
    void theVersionIsTheOneThatWasTested() {
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.version()).as(row.framework()).isEqualTo(version(row.framework())));
    }

    @Test
    void theConfigurationIsThatOfTheTests() throws IOException {
        String sources;
        try (Stream<Path> files = Files.list(TESTS)) {
            sources = files.filter(file -> !file.endsWith("FrameworksPageTest.java"))
                    .map(FrameworksPageTest::text)
                    .collect(Collectors.joining());
        }
        assertThat(rows)
                .allSatisfy(row -> assertThat(CODE.matcher(row.configuration()).results())
                        .as(row.framework())
                        .allSatisfy(code -> assertThat(sources.contains(code.group(1))
                                        || sources.contains(simpleName(code.group(1)) + "("))
                                .as(code.group(1))
                                .isTrue()));
    }

    private static String simpleName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String version(String framework) {
        String property = PROPERTIES.get(framework);
        if (property == null) {
            return String.valueOf(SpringVersion.getVersion());
        }
        Matcher matcher = Pattern.compile("<" + property + "\\.version>([^<]+)<")
                .matcher(text(ROOT.resolve("integration-tests/stacks/pom.xml")) + text(ROOT.resolve("pom.xml")));
        assertThat(matcher.find()).as(property).isTrue();
        return matcher.group(1);
    }

    private static List<Row> rows() {
        String page = text(ROOT.resolve("docs/compatibility.md"));
        String section = page.substring(page.indexOf("## Frameworks"));
        return section.lines()
                .filter(line -> line.contains("StackTest` |"))
                .map(Row::of)
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
