package io.larder.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.Change;
import io.larder.sql.StatementPlan.Write;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import io.larder.sql.UsedNames;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaModelWriteTest {
    private static final TableName ORDERS = new TableName("orders");
    private static final TableName LINES = new TableName("lines");
    private static final TableName CUSTOMERS = new TableName("customers");
    private static final TableName VIEW = new TableName("a_view");

    private final SchemaModel model = new SchemaModel(
            Map.of(
                    ORDERS, new Relation(true, false, false, Set.of(LINES)),
                    LINES, new Relation(true, false, false, Set.of()),
                    CUSTOMERS, new Relation(true, false, false, Set.of()),
                    VIEW, new Relation(false, true, true, Set.of())),
            Set.of("tax"),
            Set.of(),
            false);

    @Test
    void aWriteThatReadsPlainTablesChangesItsOwnAndTheCascades() {
        Change change = model.effectOf(write(TableChange.Kind.ANY, Set.of(ORDERS, CUSTOMERS)));

        assertThat(change)
                .isEqualTo(new Change.Tables(Set.of(
                        new TableChange(ORDERS, TableChange.Kind.ANY), new TableChange(LINES, TableChange.Kind.ANY))));
    }

    @Test
    void anInsertCascadesNowhere() {
        Change change = model.effectOf(write(TableChange.Kind.INSERT, Set.of(ORDERS)));

        assertThat(change).isEqualTo(new Change.Tables(Set.of(new TableChange(ORDERS, TableChange.Kind.INSERT))));
    }

    @Test
    void aWriteThatReadsAViewMayRunAnything() {
        assertThat(model.effectOf(write(TableChange.Kind.ANY, Set.of(ORDERS, VIEW))))
                .isEqualTo(Change.EVERYTHING);
    }

    @Test
    void aWriteThatReadsAnUnknownRelationMayRunAnything() {
        Set<TableName> reads = Set.of(ORDERS, new TableName("elsewhere"));

        assertThat(model.effectOf(write(TableChange.Kind.ANY, reads))).isEqualTo(Change.EVERYTHING);
    }

    @Test
    void aWriteThatCallsAUsersFunctionMayRunAnything() {
        Write write = new Write(
                Set.of(new TableChange(ORDERS, TableChange.Kind.ANY)),
                Set.of(ORDERS),
                new UsedNames(Set.of("tax"), Set.of()));

        assertThat(model.effectOf(write)).isEqualTo(Change.EVERYTHING);
    }

    private static Write write(TableChange.Kind kind, Set<TableName> reads) {
        return new Write(Set.of(new TableChange(ORDERS, kind)), reads, UsedNames.NONE);
    }
}
