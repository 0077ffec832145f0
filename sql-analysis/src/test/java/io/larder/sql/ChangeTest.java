package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final TableName T = new TableName("t");
    private static final TableName U = new TableName("u");
    private static final Change INSERT_T = tables(new TableChange(T, TableChange.Kind.INSERT));
    private static final Change ANY_U = tables(new TableChange(U, TableChange.Kind.ANY));

    @Test
    void nothingConcernsNoTable() {
        assertThat(Change.NOTHING.isNothing()).isTrue();
        assertThat(Change.NOTHING.changesSchema()).isFalse();
        assertThat(Change.NOTHING.concerns(T)).isFalse();
    }

    @Test
    void aChangeOfTablesConcernsThese() {
        assertThat(INSERT_T.isNothing()).isFalse();
        assertThat(INSERT_T.changesSchema()).isFalse();
        assertThat(INSERT_T.concerns(T)).isTrue();
        assertThat(INSERT_T.concerns(U)).isFalse();
    }

    @Test
    void everyRowConcernsAllTablesAndNotTheSchema() {
        assertThat(Change.EVERY_ROW.isNothing()).isFalse();
        assertThat(Change.EVERY_ROW.changesSchema()).isFalse();
        assertThat(Change.EVERY_ROW.concerns(T)).isTrue();
        assertThat(Change.EVERYTHING.concerns(T)).isTrue();
        assertThat(Change.EVERYTHING.changesSchema()).isTrue();
    }

    @Test
    void twoChangesCoverWhatEachCovers() {
        Change both = INSERT_T.and(ANY_U);

        assertThat(both.concerns(T)).isTrue();
        assertThat(both.concerns(U)).isTrue();
        assertThat(both.and(INSERT_T)).isSameAs(both);
        assertThat(Change.NOTHING.and(ANY_U)).isSameAs(ANY_U);
        assertThat(ANY_U.and(Change.NOTHING)).isSameAs(ANY_U);
    }

    @Test
    void theWiderChangeCoversTheOther() {
        assertThat(INSERT_T.and(Change.EVERY_ROW)).isSameAs(Change.EVERY_ROW);
        assertThat(Change.EVERY_ROW.and(INSERT_T)).isSameAs(Change.EVERY_ROW);
        assertThat(Change.EVERY_ROW.and(Change.EVERYTHING)).isSameAs(Change.EVERYTHING);
        assertThat(Change.EVERYTHING.and(Change.EVERY_ROW)).isSameAs(Change.EVERYTHING);
    }

    @Test
    void eachCaseIsHandledByItsOwnFunction() {
        assertThat(INSERT_T.<Object>match(tables -> tables, everything -> "everything"))
                .isSameAs(INSERT_T);
        assertThat(Change.EVERYTHING.<Object>match(tables -> "tables", everything -> everything))
                .isSameAs(Change.EVERYTHING);
    }

    @Test
    void everyReasonSaysWhatItMeans() {
        for (BypassReason reason : BypassReason.values()) {
            assertThat(reason.description()).isNotBlank();
        }
    }

    private static Change tables(TableChange change) {
        return new Change.Tables(Set.of(change));
    }
}
