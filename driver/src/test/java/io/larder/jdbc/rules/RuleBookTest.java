package io.larder.jdbc.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.config.RuleFile;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.TableName;
import io.larder.sql.UsedNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class RuleBookTest {
    private static final long SECOND = 1_000_000_000;
    private static final Set<TableName> ITEM = Set.of(new TableName("item"));

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    private RuleFile write(String content) throws IOException, SQLException {
        Path file = Files.writeString(folder.resolve("mine.properties"), content);
        return DriverConfig.resolve(Map.of("larder.config", file.toString())).rules();
    }

    private Rules rules(String content) throws IOException, SQLException {
        return new Rules(write(content), told::add);
    }

    private static Read query(String template, String hint) {
        return new Read(template, template, 0, ITEM, UsedNames.NONE, Optional.empty(), hint);
    }

    private static Treatment treatment(Rules rules, String template, String hint) {
        return new Treatments().of(rules, query(template, hint), ITEM);
    }

    private static Treatment treatment(Rules rules) {
        return treatment(rules, "select name from item ", "");
    }

    @Test
    void theFirstRuleThatIsAboutAQueryDecides() throws Exception {
        Rules rules = rules("""
                larder.rule.other.table=stock
                larder.rule.other.ttl=1s
                larder.rule.first.table=item
                larder.rule.first.ttl=2s
                larder.rule.second.table=item
                larder.rule.second.ttl=3s
                larder.rule.second.store=redis
                """);

        assertThat(treatment(rules).ageNanos(0)).isEqualTo(2 * SECOND);
        assertThat(treatment(rules).memory()).isTrue();
        assertThat(treatment(rules).decidedBy())
                .startsWith("rule first (the file ")
                .endsWith(", line 3)");
    }

    @Test
    void withoutARuleAllIsAsUsual() throws Exception {
        Rules rules = rules("larder.rule.other.table=stock\nlarder.rule.other.ttl=1s");

        assertThat(treatment(rules)).isEqualTo(Treatment.AS_USUAL);
        assertThat(treatment(rules).ageNanos(7)).isEqualTo(7);
        assertThat(treatment(rules).maximumRows(7)).isEqualTo(7);
        assertThat(treatment(rules).maximumBytes(7)).isEqualTo(7);
    }

    @Test
    void aTextIsFoundWhateverItsSpaceAndLetterCase() throws Exception {
        Rules rules = rules("larder.rule.a.text=SELECT count(*)  from *\nlarder.rule.a.ttl=never");

        assertThat(treatment(rules, "select count ( * ) from item where id = 1 ", "")
                        .cached())
                .isFalse();
        assertThat(treatment(rules, "select name from item ", "").cached()).isTrue();
        assertThat(treatment(rules, "select * from ( select count ( * ) from item ) ", "")
                        .cached())
                .isTrue();
    }

    @Test
    void allThatARuleSaysOfAQueryMustBeSo() throws Exception {
        Rules rules = rules("larder.rule.a.table=item\nlarder.rule.a.tag=report\nlarder.rule.a.ttl=never");

        assertThat(treatment(rules, "q", "tag=Report").cached()).isFalse();
        assertThat(treatment(rules, "q", "tag=other").cached()).isTrue();
        assertThat(treatment(rules, "q", "").cached()).isTrue();
    }

    @Test
    void aCommentGivesAnotherAgeWithinTheBoundOfTheRule() throws Exception {
        Rules rules =
                rules("larder.rule.a.table=item\nlarder.rule.a.ttl=1m\nlarder.rule.a.maxAge=2m\nlarder.ttl.hot=3s");

        assertThat(treatment(rules).ageNanos(0)).isEqualTo(60 * SECOND);
        assertThat(treatment(rules, "q", "ttl=90s").ageNanos(0)).isEqualTo(90 * SECOND);
        assertThat(treatment(rules, "q", "ttl=1h").ageNanos(0)).isEqualTo(120 * SECOND);
        assertThat(treatment(rules, "q", "ttl=hot").ageNanos(0)).isEqualTo(3 * SECOND);
        assertThat(treatment(rules, "q", "ttl=cold").ageNanos(0)).isEqualTo(120 * SECOND);
        assertThat(treatment(rules, "q", "ttl=90s").decidedBy()).isEqualTo("the comment ttl=PT1M30S");
        assertThat(treatment(rules, "q", "off").cached()).isFalse();
        assertThat(treatment(rules, "q", "tag=x, ttl=never").cached()).isFalse();
    }

    @Test
    void aBoundOfTheAgeMakesNoAnswerLiveLonger() throws Exception {
        Rules rules = rules("larder.rule.a.table=item\nlarder.rule.a.maxAge=2m");

        assertThat(treatment(rules).ageNanos(600 * SECOND)).isEqualTo(120 * SECOND);
        assertThat(treatment(rules).ageNanos(60 * SECOND)).isEqualTo(60 * SECOND);
        assertThat(treatment(rules, "q", "ttl=1h").ageNanos(60 * SECOND)).isEqualTo(120 * SECOND);
    }

    @Test
    void aCommentDoesNotUndoANever() throws Exception {
        Rules rules = rules("larder.rule.a.table=item\nlarder.rule.a.ttl=never");

        assertThat(treatment(rules, "q", "ttl=30s").cached()).isFalse();
    }

    @Test
    void aCommentThatSaysNothingIsToldOf() throws Exception {
        Rules rules = rules("");

        assertThat(treatment(rules, "q", "ttl=soon")).isEqualTo(Treatment.AS_USUAL);
        assertThat(treatment(rules, "q", "of")).isEqualTo(Treatment.AS_USUAL);
        assertThat(told)
                .hasSize(2)
                .allSatisfy(message -> assertThat(message).contains("ttl=…").endsWith(" q"));
    }

    @Test
    void whatWasDecidedStaysUntilTheRulesAreOthers() throws Exception {
        Rules rules = rules("larder.rule.a.table=item\nlarder.rule.a.ttl=1m");
        Treatments remembered = new Treatments();
        Read query = query("q", "");

        Treatment first = remembered.of(rules, query, ITEM);
        assertThat(remembered.of(rules, query, ITEM)).isSameAs(first);
        assertThat(remembered
                        .of(rules("larder.rule.a.table=item\nlarder.rule.a.ttl=2m"), query, ITEM)
                        .ageNanos(0))
                .isEqualTo(120 * SECOND);
        assertThat(remembered
                        .of(rules("larder.rule.a.table=view\nlarder.rule.a.ttl=never"), query, ITEM)
                        .cached())
                .isTrue();
        assertThat(remembered
                        .of(
                                rules("larder.rule.a.table=view\nlarder.rule.a.ttl=never"),
                                query,
                                Set.of(new TableName("view")))
                        .cached())
                .isFalse();
    }

    @Test
    void aFileThatChangesIsReadAgainAfterASecond() throws Exception {
        RuleBook book = new RuleBook(write("larder.rule.a.table=item\nlarder.rule.a.ttl=1m"), told::add, 0);
        Rules before = book.rules(0);
        write("larder.rule.a.table=item\nlarder.rule.a.ttl=10m");

        assertThat(book.rules(SECOND - 1)).isSameAs(before);
        assertThat(treatment(book.rules(SECOND)).ageNanos(0)).isEqualTo(600 * SECOND);
    }

    @Test
    void aFileThatSaysTheSameChangesNothing() throws Exception {
        RuleBook book = new RuleBook(write("larder.rule.a.table=item\nlarder.rule.a.ttl=1m"), told::add, 0);
        Rules before = book.rules(0);
        write("larder.rule.a.table=item\nlarder.rule.a.ttl=60s\nlarder.maxRows=5");

        assertThat(book.rules(2 * SECOND)).isSameAs(before);
    }

    @Test
    void aFileThatIsBrokenOrGoneLeavesTheRulesAndIsToldOfOnce() throws Exception {
        RuleBook book = new RuleBook(write("larder.rule.a.table=item\nlarder.rule.a.ttl=1m"), told::add, 0);
        Rules before = book.rules(0);
        Path file = Files.writeString(folder.resolve("mine.properties"), "\nlarder.rule.a.tll=10m");

        assertThat(book.rules(2 * SECOND)).isSameAs(before);
        assertThat(book.rules(4 * SECOND)).isSameAs(before);
        assertThat(told).hasSize(1).first().asString().contains("mine.properties, line 2: did you mean");
        Files.delete(file);
        assertThat(book.rules(6 * SECOND)).isSameAs(before);
        assertThat(told).hasSize(2);
        write("larder.rule.a.table=item\nlarder.rule.a.ttl=10m");
        assertThat(treatment(book.rules(8 * SECOND)).ageNanos(0))
                .isEqualTo(Duration.ofMinutes(10).toNanos());
    }

    @Test
    void whoReadsAFileAnewTellsAllThatUseIt() throws Exception {
        RuleBook book = RuleBook.of(write("larder.rule.a.table=item\nlarder.rule.a.ttl=1m"), told::add);
        long now = System.nanoTime();

        assertThat(RuleBook.of(write("larder.rule.a.table=item\nlarder.rule.a.ttl=never"), told::add))
                .isSameAs(book);
        assertThat(treatment(book.rules(now)).cached()).isFalse();
    }

    @Test
    void aConfigurationFromBeforeDoesNotBringItsRulesBack() throws Exception {
        RuleFile before = write("larder.rule.a.table=item\nlarder.rule.a.ttl=1m");
        RuleBook book = RuleBook.of(before, told::add);
        RuleBook.of(write("larder.rule.a.table=item\nlarder.rule.a.ttl=never"), told::add);
        long now = System.nanoTime();

        assertThat(RuleBook.of(before, told::add)).isSameAs(book);
        assertThat(treatment(book.rules(now)).cached()).isFalse();
    }

    @Test
    @Timeout(60)
    void aTextWithManyPiecesIsLookedThroughOnce() throws Exception {
        Rules rules = rules("larder.rule.a.text=select *,*,*,*,*,*,* from other\nlarder.rule.a.ttl=never");

        assertThat(treatment(rules, "select " + "a , ".repeat(5_000) + "b from item ", "")
                        .cached())
                .isTrue();
        assertThat(treatment(rules, "select " + "a , ".repeat(5_000) + "b from other ", "")
                        .cached())
                .isFalse();
        assertThat(treatment(rules, "select a,b,c,d,e,f,g from other", "").cached())
                .isFalse();
        assertThat(treatment(rules, "select a,b,c,d,e,f from other", "").cached())
                .isTrue();
    }

    @Test
    void thePiecesOfATextDoNotOverlap() throws Exception {
        Rules rules = rules("larder.rule.a.text=ab*b\nlarder.rule.a.ttl=never");

        assertThat(treatment(rules, "ab", "").cached()).isTrue();
        assertThat(treatment(rules, "abb", "").cached()).isFalse();
        assertThat(treatment(rules, "abcb", "").cached()).isFalse();
        assertThat(treatment(rules, "xabb", "").cached()).isTrue();
    }

    @Test
    void theCommentsInTheDocumentationAreUnderstood() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("sql-analysis"))) {
            root = Objects.requireNonNull(root.getParent());
        }
        String examples = Files.readString(root.resolve("docs/rules.md"))
                .split("```sql\n")[1]
                .split("```")[0];

        assertThat(Pattern.compile("larder:(.*?)(?:\\*/|\n)").matcher(examples).results())
                .hasSize(3)
                .allSatisfy(comment -> assertThat(Hint.of(comment.group(1)).understood())
                        .as(comment.group())
                        .isTrue());
    }
}
