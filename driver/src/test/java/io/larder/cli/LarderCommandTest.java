package io.larder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.LarderDriver;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.security.auth.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class LarderCommandTest {
    private final String url = "jdbc:h2:mem:cli_" + UUID.randomUUID();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** An application, by whose connection the database lives. */
    @SuppressWarnings("NullAway.Init")
    private Connection alice;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void create() throws SQLException {
        alice = Objects.requireNonNull(
                new LarderDriver().connect(url.replace("jdbc:", "jdbc:larder:"), new Properties()));
        try (Statement statement = alice.createStatement()) {
            statement.execute("create table fruit (id int primary key, name varchar(20))");
            statement.execute("insert into fruit values (1, 'quince'), (2, 'medlar')");
        }
    }

    @AfterEach
    void close() throws SQLException {
        alice.close();
    }

    private int run(String... arguments) {
        return LarderCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor", "warm", "record", "explain", "stats", "top", "flush"})
    void eachCommandTeachesItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: larder " + command).contains("--json");
        assertThat(run("help", command)).isZero();
    }

    /** docs/command-line.md. */
    @Test
    void thePageNamesEachCommandAndOptionsThatThereAre() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "command-line.md"));
        Map<String, CommandLine> commands = LarderCommand.line().getSubcommands();
        List<String> described = page.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("[` ]")[2])
                .toList();
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(commands.keySet().stream()
                        .filter(name -> !name.equals("help"))
                        .toList());
        // java's own, and what Main takes out of the line before.
        Set<String> others = Set.of("-jar", "--lib");
        Set<String> options = commands.values().stream()
                .flatMap(command -> command.getCommandSpec().optionsMap().keySet().stream())
                .collect(Collectors.toSet());
        assertThat(page.lines()
                        .flatMap(Pattern.compile("[\\s(`]")::splitAsStream)
                        .map(word -> word.replaceAll("[`.,:);]+$", ""))
                        .filter(word -> word.matches("--?[a-z]+") && !others.contains(word)))
                .isNotEmpty()
                .isSubsetOf(options);
    }

    @Test
    void aSlipIsSaidAndIsNotDone() {
        assertThat(run("doktor")).isEqualTo(2);
        assertThat(err.toString()).contains("doctor");
        assertThat(run("doctor")).isEqualTo(2);
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).contains("Larder ");
    }

    @Test
    void theDoctorFindsAHealthyDatabaseHealthy() {
        assertThat(run("doctor", "--url", url)).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("ok    driver")
                .contains("ok    replay self-test")
                .contains("ok    session")
                .contains("ok    clocks")
                .doesNotContain("BAD");
    }

    @Test
    void theDoctorSaysWhatToMend() {
        assertThat(run("doctor", "--json", "--url", url, "-o", "larder.mode=off"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("{\"level\":\"bad\",\"what\":\"options\"")
                .contains("take it out");
        assertThat(run("doctor", "--url", url, "-o", "larder.mode=observe")).isZero();
        assertThat(out.toString()).contains("note  options").contains("nothing is served, only counted");
        assertThat(run("doctor", "--url", url, "-o", "larder.tll=5m")).isEqualTo(1);
        assertThat(out.toString()).contains("larder.ttl");
        assertThat(run("doctor", "--url", "jdbc:nosuch:thing")).isEqualTo(1);
        assertThat(out.toString()).contains("--lib");
        assertThat(run("doctor", "--url", url, "-o", "larder.redis=redis://localhost:1"))
                .isEqualTo(1);
        assertThat(out.toString()).containsPattern("BAD +Redis");
    }

    @Test
    void aScriptIsRunAndItsErrorsAreCounted() throws Exception {
        Path script =
                Files.writeString(folder.resolve("warm.sql"), "select name from fruit;\nselect nothing from fruit;\n");
        assertThat(run("warm", "--url", url, script.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("1 answers loaded").contains("warm.sql:2: ");
        assertThat(run("warm", "--json", "--url", url, script.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("\"alreadyThere\":1").contains("\"errors\":[{");
        assertThat(run("warm", "--url", url, folder.resolve("none").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("the script cannot be read");
    }

    @Test
    void whatAProcessIsAskedIsRecordedByJmx() throws Exception {
        try (PreparedStatement statement = alice.prepareStatement("select name from fruit where id = ?")) {
            for (int i = 0; i < 3; i++) {
                statement.setInt(1, 2);
                statement.executeQuery().close();
            }
        }
        assertThat(run("record", "--jmx", "here")).isZero();
        assertThat(out.toString()).contains("select name from fruit where id = 2 /*?:integer*/;");
        assertThat(run("stats", "--jmx", "here")).isZero();
        assertThat(run("top", "--jmx", "here", "--times", "1")).isZero();
        assertThat(out.toString()).contains("HitRate");
        assertThat(run("stats", "--jmx", "localhost:1")).isEqualTo(3);
    }

    @Test
    void aRunningProcessTellsItsFigures() throws SQLException {
        try (Statement statement = alice.createStatement()) {
            statement.executeQuery("select name from fruit").close();
            statement.executeQuery("select name from fruit").close();
        }
        String name = url.substring("jdbc:".length());
        assertThat(run("stats", "--json", "--jmx", "here")).isZero();
        assertThat(out.toString()).contains("\"" + name + "\":{\"Hits\":{\"memory\":1,\"redis\":0},\"Misses\":1,");
        out.getBuffer().setLength(0);
        assertThat(run("stats", "--jmx", "here")).isZero();
        assertThat(out.toString()).containsPattern(name + "\\R +Hits\\.memory +1\\R +Misses +1\\R");
        out.getBuffer().setLength(0);
        assertThat(run("top", "--times", "1", "--jmx", "here")).isZero();
        assertThat(out.toString()).containsPattern(name + "\\R +Misses +1 *\\R");
    }

    @Test
    void aProcessThatAsksForAPasswordIsGivenIt() throws Exception {
        JMXAuthenticator bobOnly = credentials -> {
            if (credentials instanceof String[] given && List.of(given).equals(List.of("bob", "secret"))) {
                return new Subject();
            }
            throw new SecurityException("who are you?");
        };
        JMXConnectorServer server = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi://"),
                Map.of(JMXConnectorServer.AUTHENTICATOR, bobOnly),
                ManagementFactory.getPlatformMBeanServer());
        server.start();
        try {
            String address = server.getAddress().toString();
            assertThat(run("stats", "--jmx", address, "--user", "bob", "--password=secret"))
                    .isZero();
            assertThat(run("stats", "--jmx", address, "--user", "bob", "--password=guess"))
                    .isEqualTo(3);
            assertThat(run("stats", "--jmx", address)).isEqualTo(3);
            assertThat(err.toString()).contains("the process refuses: who are you?");
        } finally {
            server.stop();
        }
    }

    @Test
    void aStatementIsExplained() {
        assertThat(run("explain", "--url", url, "select name from fruit")).isZero();
        assertThat(out.toString()).contains("cacheable  yes").containsPattern("tables_read .*fruit");
        assertThat(run("explain", "--json", "--url", url, "update fruit set name = ''"))
                .isZero();
        assertThat(out.toString()).containsPattern("\"tables_written\"[^}]*fruit");
    }

    @Test
    void aDriverThatCannotBeLoadedIsNotInTheWay() throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("java.sql.Driver"), "no.such.Driver\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader broken =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(broken);
            assertThat(run("doctor", "--url", url)).as(out.toString()).isZero();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void whatCannotBeWrittenIsNotRecorded() throws Exception {
        for (int i = 0; i < 3; i++) {
            for (String name : List.of("quince", "half a character: \ud83c", "half a line: \n\ud83c")) {
                try (PreparedStatement statement = alice.prepareStatement("select id from fruit where name = ?")) {
                    statement.setString(1, name);
                    statement.executeQuery().close();
                }
            }
        }
        assertThat(run("record", "--jmx", "here")).isZero();
        assertThat(out.toString())
                .contains("'quince' /*?:varchar*/")
                .doesNotContain("half a")
                .doesNotContain("base64");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(out.toString()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fruit", "Fruit", "shop.fruit", "\"shop\".\"fruit\"", "`fruit`"})
    void aTableIsFlushedWhateverItsSchema(String name) {
        assertThat(FlushCommand.lastPart(name).name()).isEqualTo("fruit");
    }

    @Test
    void whereNobodyCanBeToldNothingIsFlushed() {
        assertThat(run("flush", "--url", url)).isEqualTo(1);
        assertThat(err.toString()).contains("larder.redis");
    }

    @Test
    void jsonIsJson() {
        assertThat(Json.of(Map.of("a\"\n", 1.5))).isEqualTo("{\"a\\\"\\u000a\":1.5}");
        assertThat(Json.of(java.util.Arrays.asList(null, true, Double.NaN, "x")))
                .isEqualTo("[null,true,null,\"x\"]");
    }
}
