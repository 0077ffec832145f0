package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Step.Effect;
import io.larder.integration.lockstep.Step.Run;

/** Statements that change the schema, or all of a table at once. No other transaction may be open when they run. */
final class RandomDefinitions {
    private final Vocabulary words;
    private final Dialect dialect;
    private final Menu<String> menu;

    RandomDefinitions(Vocabulary words, Dialect dialect) {
        this.words = words;
        this.menu = new Menu<>(words.wild());
        this.dialect = dialect;
        menu.add(2, this::addColumn)
                .add(1, () -> "alter table " + words.tableName() + " drop column extra")
                .add(2, this::view)
                .add(1, () -> "drop view fleeting_view")
                .add(
                        1,
                        () -> "create table fleeting_table as select id, 7 as n from " + words.tableName()
                                + " where id < 6")
                .add(1, () -> "drop table fleeting_table")
                .add(1, () -> "truncate table " + words.tableName());
        dialect.addDefinitions(menu, words);
    }

    Step next() {
        return exclusive(menu.draw(words.random()));
    }

    /** Makes a session see a table of its own where the others see the common one. */
    Step shadowing() {
        return exclusive(
                words.any(dialect.shadowings(words.schema().tables().get(0).name())));
    }

    private Step exclusive(String sql) {
        return Run.with(Effect.EXCLUSIVE, words.flavor().quoted(sql));
    }

    private String addColumn() {
        ColumnType[] types = ColumnType.values();
        return "alter table " + words.tableName() + " add column extra "
                + types[words.random().nextInt(types.length)].name(words.flavor());
    }

    private String view() {
        return "create or replace view fleeting_view as select "
                + words.any(
                        "id from " + words.any(words.tableName(), "\"View 1\""),
                        "count(*) as n, 1 as one from " + words.tableName());
    }
}
