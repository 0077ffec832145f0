package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Table.Column;
import io.larder.integration.lockstep.Table.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tables, views and what hangs on them, drawn from a seed. {@link #script()} makes them in an empty database.
 *
 * <p>It knows the names that exist at the start. Columns, views and tables that come and go are tried whether or not they
 * are there: the errors are answers, too.
 */
final class RandomSchema {
    /** Rows have ids from 1 to this. */
    static final int IDS = 16;

    private static final List<String> NAMES = List.of(
            "orders",
            "\"Order Items\"",
            "Stock_Level",
            "\"select\"",
            "customer",
            "\"MiXeD\"",
            "parcel",
            "Note",
            "\"é t\"");
    private static final List<String> COLUMN_NAMES = List.of(
            "qty",
            "\"Unit Price\"",
            "State",
            "\"from\"",
            "label",
            "\"Due\"",
            "flag",
            "token",
            "amount",
            "\"ä\"",
            "memo");
    private static final List<String> ACTIONS =
            List.of("", "on delete cascade", "on delete set null", "on delete cascade on update cascade");

    private final Flavor flavor;
    private final Random random;
    private final List<Table> tables = new ArrayList<>();
    private final int plain;
    private final List<String> views = new ArrayList<>();
    private final Map<String, Set<String>> spreads = new LinkedHashMap<>();
    private final List<String> script = new ArrayList<>();

    RandomSchema(Flavor flavor, Random random, Dialect dialect) {
        this.flavor = flavor;
        this.random = random;
        int count = 6 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            addTable(NAMES.get(i));
        }
        plain = count;
        addCommon();
        dialect.addObjects(this);
        addTwins();
        addRows();
        addViews();
        addIndexes();
    }

    List<Table> tables() {
        return tables;
    }

    /** Returns those that are nothing but tables. */
    List<Table> plain() {
        return List.copyOf(tables.subList(0, plain));
    }

    /** Returns one of them, in most cases one that is nothing but a table. */
    Table anyTable() {
        return tables.get(random.nextInt(random.nextInt(6) > 0 ? plain : tables.size()));
    }

    List<String> views() {
        return views;
    }

    /** Returns the statements that make all of it. */
    List<String> script() {
        return script.stream().map(flavor::quoted).toList();
    }

    /** Returns the tables that a write to this one may touch, or look at in a way that waits for others. */
    Set<String> locks(String table) {
        Set<String> written = new TreeSet<>();
        spread(table, written);
        Set<String> locked = new TreeSet<>(written);
        for (Table other : tables) {
            for (Reference reference : other.references()) {
                if (written.contains(other.name()) || written.contains(reference.parent())) {
                    locked.add(other.name());
                    locked.add(reference.parent());
                }
            }
        }
        return locked;
    }

    private void spread(String table, Set<String> written) {
        if (written.add(table)) {
            spreads.getOrDefault(table, Set.of()).forEach(next -> spread(next, written));
        }
    }

    /** A write to one table may write another: a cascade, a trigger, a partition. */
    void spreads(String from, String to) {
        spreads.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
    }

    void add(Table table, String create) {
        tables.add(table);
        script.add(create);
    }

    void run(String sql) {
        script.add(sql);
    }

    void addView(String name, String query) {
        views.add(name);
        script.add("create view " + name + " as " + query);
    }

    private void addTable(String name) {
        List<Column> columns = new ArrayList<>();
        int first = random.nextInt(COLUMN_NAMES.size());
        int count = 3 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            ColumnType type = i == 0 ? ColumnType.INT : any(ColumnType.values());
            columns.add(new Column(COLUMN_NAMES.get((first + i) % COLUMN_NAMES.size()), type));
        }
        List<Reference> references = new ArrayList<>();
        if (!tables.isEmpty() && random.nextInt(5) < 2) {
            Table parent = tables.get(random.nextInt(tables.size()));
            references.add(new Reference("parent_id", parent.name(), action(parent.name(), name)));
        }
        Table table = new Table(name, columns, references);
        add(table, create(table, ""));
    }

    private String action(String parent, String child) {
        String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
        if (!action.isEmpty()) {
            spreads(parent, child);
        }
        return flavor.isPostgres() && random.nextInt(3) == 0 ? action + " deferrable initially deferred" : action;
    }

    /** Returns the statement that makes a table; {@code tail} is what comes after the columns. */
    String create(Table table, String tail) {
        StringBuilder sql = new StringBuilder("create table " + table.name() + " (id integer primary key");
        for (Column column : table.columns()) {
            sql.append(", ")
                    .append(column.name())
                    .append(' ')
                    .append(column.type().name(flavor));
        }
        for (Reference reference : table.references()) {
            sql.append(", ").append(reference.column()).append(" integer references ");
            sql.append(reference.parent()).append(" (id) ").append(reference.action());
        }
        return sql.append(')').append(tail).toString();
    }

    /** A table for triggers to write to, two that change their names, and one whose key the database makes. */
    private void addCommon() {
        for (String name : List.of("tally", "swap_one", "swap_two")) {
            addNumbered(name, "");
        }
        String key = flavor.pick("serial", "integer generated by default as identity", "integer auto_increment");
        run("create table ticket (id " + key + " primary key, n integer)");
    }

    /** Adds a table like some others; {@code tail} is what comes after the columns. */
    Table addNumbered(String name, String tail) {
        Table table = new Table(
                name, List.of(new Column("n", ColumnType.INT), new Column("label", ColumnType.TEXT)), List.of());
        add(table, create(table, tail));
        return table;
    }

    /** The same name in two schemas: the search path decides. */
    private void addTwins() {
        boolean isMariaDb = flavor == Flavor.MARIADB;
        for (String schema : DatabasePair.SCHEMAS) {
            if (!isMariaDb) {
                run("create schema " + schema);
            }
            addTwin((isMariaDb ? Step.DATABASE + "_" : "") + schema + ".", schema);
        }
        if (isMariaDb) {
            addTwin("", "main");
        }
    }

    private void addTwin(String prefix, String origin) {
        run("create table " + prefix + "twin (id integer primary key, origin varchar(9), n integer)");
        run("insert into " + prefix + "twin values (1, '" + origin + "', 0), (2, '" + origin + "', 5)");
    }

    private void addRows() {
        for (Table table : tables) {
            List<String> rows = new ArrayList<>();
            for (int id = 1; id <= IDS; id++) {
                if (random.nextInt(4) > 0) {
                    rows.add("(" + id + rowValues(table) + ")");
                }
            }
            run("insert into " + table.name() + " (" + String.join(", ", allNames(table)) + ") values "
                    + String.join(", ", rows));
        }
    }

    private static List<String> allNames(Table table) {
        List<String> names = new ArrayList<>(List.of("id"));
        names.addAll(table.otherNames());
        return names;
    }

    private String rowValues(Table table) {
        StringBuilder values = new StringBuilder();
        for (Column column : table.columns()) {
            int index = random.nextInt(column.type().size() + 1);
            values.append(", ");
            values.append(index == 0 ? "null" : column.type().literal(flavor, index - 1));
        }
        // Rows of the parent that are surely there are not known here.
        table.references().forEach(reference -> values.append(", null"));
        return values.toString();
    }

    private void addViews() {
        for (int i = 1; i <= 3; i++) {
            Table table = tables.get(random.nextInt(tables.size()));
            Table other = tables.get(random.nextInt(tables.size()));
            addView("\"View " + i + "\"", viewQuery(i, table, other));
        }
        addView("view_of_view", "select id, n + 1 as n1 from \"View 1\" where id < 9");
    }

    private static String viewQuery(int kind, Table table, Table other) {
        String number = table.columns().get(0).name();
        return switch (kind) {
            case 1 -> "select id, " + number + " as n from " + table.name() + " where id > 2";
            case 2 ->
                "select a.id, b.id as other from " + table.name() + " a join " + other.name() + " b on a.id = b.id";
            default -> "select " + number + " as n, count(*) as c from " + table.name() + " group by " + number;
        };
    }

    private void addIndexes() {
        for (int i = 0; i < 3; i++) {
            Table table = tables.get(random.nextInt(tables.size()));
            run("create index ix_" + i + " on " + table.name() + " ("
                    + table.columns().get(0).name() + ")");
        }
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private ColumnType any(ColumnType[] types) {
        return any(random, types);
    }
}
