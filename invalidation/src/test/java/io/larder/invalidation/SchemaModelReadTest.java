package io.larder.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.BypassReason;
import io.larder.sql.Change;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.StatementPlan.Write;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import io.larder.sql.UsedNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a name stands for is read and written with it. */
class SchemaModelReadTest {
    private static final Relation TABLE = new Relation(true, false, false, Set.of());

    private final Map<TableName, Relation> relations = new HashMap<>();

    SchemaModelReadTest() {
        put("item", TABLE);
        put("price", TABLE);
        put("log", TABLE);
    }

    @Test
    void aViewIsReadWithAllThatItNamesToAnyDepth() {
        put("shown", view("item", "price"));
        put("above", view("shown"));

        assertThat(read("above")).isEqualTo(kept("above", "shown", "item", "price"));
    }

    @Test
    void viewsThatNameEachOtherEnd() {
        put("a", view("b"));
        put("b", view("a", "item"));

        assertThat(read("a")).isEqualTo(kept("a", "b", "item"));
        assertThat(write("a", TableChange.Kind.ANY)).isEqualTo(changes(TableChange.Kind.ANY, "a", "b", "item"));
    }

    @Test
    void aPartitionedTableIsReadAndWrittenWithAllItsPartitions() {
        put("root", TABLE.with(names("middle", "leaf1")));
        put("middle", TABLE.with(names("leaf2")));
        put("leaf1", TABLE);
        put("leaf2", TABLE);

        assertThat(read("root")).isEqualTo(kept("root", "middle", "leaf1", "leaf2"));
        assertThat(read("leaf2")).isEqualTo(kept("leaf2"));
        assertThat(write("root", TableChange.Kind.INSERT))
                .isEqualTo(changes(TableChange.Kind.INSERT, "root", "middle", "leaf1", "leaf2"));
        assertThat(write("leaf2", TableChange.Kind.ANY)).isEqualTo(changes(TableChange.Kind.ANY, "leaf2"));
    }

    @Test
    void aTriggerOfAPartitionFiresForItsRoot() {
        put("root", TABLE.with(names("leaf")));
        put("leaf", new Relation(true, false, true, Set.of()));

        assertThat(write("root", TableChange.Kind.INSERT)).isEqualTo(Change.EVERYTHING);
    }

    @Test
    void whatCascadesFromAPartitionCascadesFromItsRoot() {
        put("root", TABLE.with(names("leaf")));
        put("leaf", new Relation(true, false, false, names("log")));

        assertThat(write("root", TableChange.Kind.ANY)).isEqualTo(changes(TableChange.Kind.ANY, "root", "leaf", "log"));
        assertThat(write("root", TableChange.Kind.INSERT)).isEqualTo(changes(TableChange.Kind.INSERT, "root", "leaf"));
    }

    @Test
    void aPartitionThatIsElsewhereKeepsItsRootFromBeingKept() {
        put("root", TABLE.with(names("leaf", "foreign")));
        put("leaf", TABLE);
        put("foreign", new Relation(false, true, true, Set.of()));

        assertThat(read("root").notCacheable()).contains(BypassReason.TABLE_NOT_PLAIN);
        assertThat(model().effectOf(query("root"))).isEqualTo(Change.EVERYTHING);
        assertThat(write("root", TableChange.Kind.INSERT)).isEqualTo(Change.EVERYTHING);
    }

    @Test
    void whatIsWrittenThroughAViewIsWrittenBelow() {
        put("shown", view("item"));
        put("item", new Relation(true, false, false, names("log")));

        assertThat(write("shown", TableChange.Kind.ANY))
                .isEqualTo(changes(TableChange.Kind.ANY, "shown", "item", "log"));
    }

    @Test
    void aViewOfWhatNobodyKnowsIsNotKept() {
        put("shown", TABLE.showing(Definition.unknown()));
        put("lost", view("nowhere"));

        assertThat(read("shown").notCacheable()).contains(BypassReason.TABLE_NOT_PLAIN);
        assertThat(read("lost").notCacheable()).contains(BypassReason.TABLE_NOT_PLAIN);
        assertThat(write("shown", TableChange.Kind.ANY)).isEqualTo(Change.EVERYTHING);
        assertThat(write("lost", TableChange.Kind.ANY)).isEqualTo(Change.EVERYTHING);
    }

    @Test
    void aViewOfConstantsIsNotKept() {
        put("constant", view());
        put("shown", view("constant", "item"));

        assertThat(read("constant").notCacheable()).contains(BypassReason.NO_TABLE);
        assertThat(read("shown").notCacheable()).contains(BypassReason.NO_TABLE);
    }

    @Test
    void theReasonsOfADefinitionAreThoseOfItsReaders() {
        put("daily", TABLE.showing(definition(Optional.of(BypassReason.VOLATILE_FUNCTION), UsedNames.NONE, "item")));
        put("called", TABLE.showing(definition(Optional.empty(), new UsedNames(Set.of("tax"), Set.of()), "item")));
        put("matched", TABLE.showing(definition(Optional.empty(), new UsedNames(Set.of(), Set.of("===")), "item")));
        put(
                "cast",
                TABLE.showing(definition(Optional.empty(), new UsedNames(Set.of(), Set.of(), Set.of("note")), "item")));
        put("above", view("daily"));

        assertThat(read("daily").notCacheable()).contains(BypassReason.VOLATILE_FUNCTION);
        assertThat(read("above").notCacheable()).contains(BypassReason.VOLATILE_FUNCTION);
        assertThat(read("called").notCacheable()).contains(BypassReason.REDEFINED_NAME);
        assertThat(read("matched").notCacheable()).contains(BypassReason.REDEFINED_NAME);
        assertThat(read("cast").notCacheable()).contains(BypassReason.VOLATILE_FUNCTION);
    }

    @Test
    void aTableBelowAViewThatKnowsTheClockIsNotKept() {
        put("shown", view("hours"));
        put("hours", new Relation(true, false, false, true, Set.of()));

        assertThat(read("shown").notCacheable()).contains(BypassReason.VOLATILE_FUNCTION);
    }

    @Test
    void theTablesAndSettingsOfConditionsAreRead() {
        Definition condition = new Definition(names("member"), UsedNames.NONE, Set.of("app.tenant"), Optional.empty());
        put("secret", TABLE.guardedBy(Set.of(condition)));
        put("member", TABLE);
        put("shown", view("secret"));

        assertThat(read("shown"))
                .isEqualTo(new ReadSet(names("shown", "secret", "member"), Set.of("app.tenant"), Optional.empty()));
        assertThat(write("secret", TableChange.Kind.ANY)).isEqualTo(changes(TableChange.Kind.ANY, "secret"));
    }

    @Test
    void aNameThatStandsForSeveralRelationsIsAsCarefulAsAll() {
        put("shown", view("item").and(view("price")));
        assertThat(read("shown")).isEqualTo(kept("shown", "item", "price"));
        assertThat(write("shown", TableChange.Kind.INSERT))
                .isEqualTo(changes(TableChange.Kind.INSERT, "shown", "item", "price"));
        assertThat(model().effectOf(query("shown"))).isEqualTo(Change.NOTHING);

        put("both", view("item").and(new Relation(true, false, true, names("log"))));
        assertThat(read("both")).isEqualTo(kept("both", "item"));
        assertThat(write("both", TableChange.Kind.INSERT)).isEqualTo(Change.EVERYTHING);

        put("gone", view("item").and(new Relation(false, true, false, Set.of())));
        assertThat(read("gone").notCacheable()).contains(BypassReason.TABLE_NOT_PLAIN);
        assertThat(model().effectOf(query("gone"))).isEqualTo(Change.EVERYTHING);
    }

    @Test
    void whatRunsCodeBelowAViewRunsIt() {
        put("shown", view("guarded"));
        put("guarded", new Relation(true, true, false, Set.of()));

        assertThat(model().effectOf(query("shown"))).isEqualTo(Change.EVERYTHING);
        assertThat(model().effectOf(query("item"))).isEqualTo(Change.NOTHING);
    }

    @Test
    void whatDependsOnTheDayIsNotKeptWhereverItComesFrom() {
        put("times", new Relation(true, false, false, true, Set.of()));
        put("shown", view("times"));
        put("both", TABLE.and(new Relation(true, false, false, true, Set.of())));
        put("either", new Relation(true, false, false, true, Set.of()).and(TABLE));

        for (String name : Set.of("times", "shown", "both", "either")) {
            assertThat(read(name).notCacheable()).as(name).contains(BypassReason.VOLATILE_FUNCTION);
        }
        assertThat(read("item").notCacheable()).isEmpty();
    }

    @Test
    void aListedFunctionIsTrustedUnlessTheDatabaseRefutesIt() {
        assertThat(whyNotKept(model(), "tax")).contains(BypassReason.REDEFINED_NAME);

        SchemaModel trusting = model().trusting(Set.of("tax"), Set.of("chance"));
        assertThat(whyNotKept(trusting, "tax")).isEmpty();
        assertThat(whyNotKept(trusting, "chance")).contains(BypassReason.REDEFINED_NAME);
        assertThat(whyNotKept(model().trusting(Set.of("tax"), Set.of("tax")), "tax"))
                .contains(BypassReason.REDEFINED_NAME);
    }

    private static Optional<BypassReason> whyNotKept(SchemaModel model, String function) {
        UsedNames used = new UsedNames(Set.of(function), Set.of(), Set.of());
        return model.readSet(new Read("select", 0, names("item"), used, Optional.empty()))
                .notCacheable();
    }

    private void put(String name, Relation relation) {
        relations.put(new TableName(name), relation);
    }

    private static Relation view(String... below) {
        return TABLE.showing(definition(Optional.empty(), UsedNames.NONE, below));
    }

    private static Definition definition(Optional<BypassReason> reason, UsedNames used, String... below) {
        return new Definition(names(below), used, Set.of(), reason);
    }

    private SchemaModel model() {
        return new SchemaModel(relations, Set.of("tax"), Set.of("==="), false, Set.of("note"), Set.of());
    }

    private ReadSet read(String name) {
        return model().readSet(query(name));
    }

    private static Read query(String name) {
        return new Read("select", 0, names(name), UsedNames.NONE, Optional.empty());
    }

    private Change write(String name, TableChange.Kind kind) {
        Set<TableChange> changes = Set.of(new TableChange(new TableName(name), kind));
        return model().effectOf(new Write(changes, names(name), UsedNames.NONE));
    }

    private static ReadSet kept(String... tables) {
        return new ReadSet(names(tables), Optional.empty());
    }

    private static Change changes(TableChange.Kind kind, String... tables) {
        Set<TableChange> changes = new HashSet<>();
        names(tables).forEach(table -> changes.add(new TableChange(table, kind)));
        return new Change.Tables(changes);
    }

    private static Set<TableName> names(String... names) {
        Set<TableName> tables = new HashSet<>();
        for (String name : names) {
            tables.add(new TableName(name));
        }
        return tables;
    }
}
