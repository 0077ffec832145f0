package io.larder.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.cache.Priority;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleFileTest {
    private static final String URL = "jdbc:larder:h2:mem:x";

    @TempDir
    Path empty;

    private Surroundings process;

    @BeforeEach
    void start() {
        process = new Surroundings(empty);
    }

    private RuleFile rules(String content) throws SQLException {
        process.write("larder.properties", content);
        return process.sources.resolve(URL, null).config().rules();
    }

    @Test
    void rulesStandInTheOrderOfTheFile() throws SQLException {
        RuleFile file =
                rules("larder.rule.z.table=item\nlarder.rule.a.tag=x\nlarder.rule.z.ttl=1s\nlarder.rule.a.ttl=2s");

        assertThat(file.rules()).extracting(GivenRule::name).containsExactly("z", "a");
    }

    @Test
    void aRuleSaysWhatItSays() throws SQLException {
        GivenRule rule = rules("""
                        larder.ttl = 5m
                        larder.rule.all.table = shop.Item, \\
                            stock
                        larder.rule.all.text = select * from item
                        larder.rule.all.TAG = report
                        larder.rule.all.ttl = Hot
                        larder.rule.all.store = redis
                        larder.rule.all.maxage = 1m
                        larder.rule.all.maxRows = 7
                        larder.rule.all.maxBytes = 2KB
                        larder.rule.all.priority = low
                        larder.rule.all.refreshAhead = 10s
                        """).rules().get(0);

        assertThat(rule.tables()).contains(Set.of("item", "stock"));
        assertThat(rule.text()).contains("select * from item");
        assertThat(rule.tag()).contains("report");
        assertThat(rule.ttl()).contains(Ttl.Named.HOT);
        assertThat(rule.store()).contains(Store.REDIS);
        assertThat(rule.maxAge()).contains(Duration.ofMinutes(1));
        assertThat(rule.maxRows()).contains(7);
        assertThat(rule.maxBytes()).contains(2000L);
        assertThat(rule.priority()).contains(Priority.LOW);
        assertThat(rule.refreshAhead()).contains(Duration.ofSeconds(10));
        assertThat(rule.where()).endsWith("larder.properties, line 2");
        assertThat(process.sources.resolve(URL, null).config().ttl()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aClassOfTtlIsAsLongAsTheFileSays() throws SQLException {
        assertThat(rules("larder.ttl.hot=5s\nlarder.TTL.Static=7d").classes())
                .isEqualTo(Map.of(Ttl.Named.HOT, Duration.ofSeconds(5), Ttl.Named.STATIC, Duration.ofDays(7)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "larder.rule.a.tabel=item | line 3: did you mean larder.rule.a.table?",
                "larder.rule.a.table=a b | the value 'a b' in the file … line 3: give none, or names of tables",
                "larder.rule.a.ttl=soon | line 3: give hot or warm or cold or static or never, or a duration",
                "larder.rule.a.ttl=-1s | line 3: give hot",
                "larder.rule.a.store=disk | line 3: give both or memory or redis",
                "larder.rule.a.maxRows=0 | line 3: give a number of rows",
                "larder.rule.a.text= | line 3: give the text of a query",
                "larder.rule.ttl=1s | line 3: did you mean larder.rule.<name>.ttl?",
                "larder.rule.a b.ttl=1s | line 3: did you mean larder.rule.<name>.ttl?",
                "larder.ttl.hott=1s | line 3: did you mean larder.ttl.hot?",
                "larder.ttl.hot=never | line 3: give a duration",
                "larder.rule.b.ttl=1m | Rule b in the file … line 3 does not say which queries it is about",
                "larder.rule.b.tag=x | Rule b in the file … line 3 does not say what becomes of its queries",
            })
    void whatIsWrongIsRefusedWithItsLine(String line, String said) {
        assertThatThrownBy(() -> rules("# a comment \\\n\n" + line))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContainingAll(said.split(" … "));
    }

    @Test
    void aRuleThatSaysTwoThingsIsRefused() {
        assertThatThrownBy(() -> rules("larder.rule.a.tag=x\nlarder.rule.a.ttl=1s\nlarder.rule.a.TTL=2s"))
                .isInstanceOf(SQLException.class)
                .hasMessageContainingAll("Option larder.rule.a.TTL is given again in the file", "line 3");
    }

    @Test
    void rulesAreReadFromAFileAlone() {
        Properties properties = new Properties();
        properties.setProperty("larder.rule.a.ttl", "1s");

        assertThatThrownBy(() -> process.sources.resolve(URL, properties))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Option larder.rule.a.ttl has no effect in the connection properties: rules, and")
                .hasMessageContaining("are read from larder.properties");
    }

    @Test
    void aFileIsReadAgainWithItsOwnState() throws SQLException {
        RuleFile before = rules("larder.rule.a.tag=x\nlarder.rule.a.ttl=1s");
        process.write("larder.properties", "larder.rule.a.tag=x\nlarder.rule.a.ttl=10s");

        assertThat(before.stateNow()).isNotEqualTo(before.state());
        RuleFile after = before.again();
        assertThat(after.state()).isEqualTo(before.stateNow());
        assertThat(after.rules()).isNotEqualTo(before.rules());
        assertThat(after.location()).isEqualTo(before.location());
    }

    @Test
    void onTheClassPathItIsFoundAgainAsWell() throws SQLException {
        process.writeOnClassPath("larder.properties", "larder.rule.a.tag=x\nlarder.rule.a.ttl=1s");
        RuleFile before = process.sources.resolve(URL, null).config().rules();
        process.writeOnClassPath("larder.properties", "larder.rule.a.tag=x\nlarder.rule.a.ttl=10s");

        assertThat(before.again().rules()).isNotEqualTo(before.rules());
    }
}
