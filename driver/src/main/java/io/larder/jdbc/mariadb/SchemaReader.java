package io.larder.jdbc.mariadb;

import io.larder.invalidation.Relation;
import io.larder.invalidation.SchemaModel;
import io.larder.jdbc.database.CatalogRow;
import io.larder.jdbc.database.SchemaLook;
import io.larder.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is in the databases of this server, as far as this user may see it. MariaDB shows triggers and the text of views to
 * those only who have a right to them: where the user has none, every write counts as one that runs code.
 *
 * <p>Read in one go with the version by which it is known: the server opens each table for either.
 */
final class SchemaReader {
    private static final String REFUTED = "SELECT ROUTINE_NAME FROM information_schema.ROUTINES"
            + " WHERE IS_DETERMINISTIC <> 'YES' OR SQL_DATA_ACCESS IN ('READS SQL DATA', 'MODIFIES SQL DATA')";
    private static final Set<String> NO_CASCADE = Set.of("NO ACTION", "RESTRICT");

    private final Catalogs catalogs;
    private final SchemaVersion version = new SchemaVersion();
    private final List<CatalogRow> tables;
    private final Map<SchemaQuery, List<CatalogRow>> seen = new EnumMap<>(SchemaQuery.class);
    private final Set<String> routines = new HashSet<>();
    private final Map<TableName, Relation> relations = new HashMap<>();

    private SchemaReader(Catalogs catalogs) throws SQLException {
        this.catalogs = catalogs;
        this.tables = catalogs.rows(SchemaQuery.TABLES);
        tables.forEach(row -> version.add(row.texts()));
        catalogs.each(SchemaQuery.ofAll(schemas(false), schemas(true)), this::keep);
        catalogs.grants().forEach(line -> version.add(List.of(line)));
    }

    static SchemaLook look(Connection connection) throws SQLException {
        SchemaReader reader = new SchemaReader(new Catalogs(connection));
        return new SchemaLook(Optional.of(reader.version.toString()), reader::model);
    }

    /** Returns those of some functions that are not declared to depend on their arguments alone. */
    static Set<String> refuted(Connection connection, Set<String> listed) throws SQLException {
        Set<String> names = new HashSet<>();
        for (CatalogRow row : new Catalogs(connection).rows(REFUTED)) {
            names.add(row.folded(0));
        }
        names.retainAll(listed);
        return names;
    }

    private Set<String> schemas(boolean withViews) {
        Set<String> schemas = new TreeSet<>();
        for (CatalogRow row : tables) {
            if (!withViews || isView(row)) {
                schemas.add(Objects.requireNonNull(row.text(0)));
            }
        }
        return schemas;
    }

    private static boolean isView(CatalogRow table) {
        return "VIEW".equals(table.text(2));
    }

    private void keep(CatalogRow row) {
        version.add(row.texts());
        String of = String.valueOf(row.text(0));
        CatalogRow rest = new CatalogRow(row.texts().subList(1, row.texts().size()));
        if (of.equals(SchemaQuery.ROUTINES)) {
            routines.add(rest.folded(0));
            return;
        }
        for (SchemaQuery query : SchemaQuery.values()) {
            if (query.name().equals(of) && !(query == SchemaQuery.COLUMNS && isUsual(rest))) {
                seen.computeIfAbsent(query, first -> new ArrayList<>()).add(rest);
            }
        }
    }

    /** There are many columns, and the model knows of few. */
    private static boolean isUsual(CatalogRow column) {
        return !isTime(column)
                && !String.valueOf(column.text(2)).toUpperCase(Locale.ROOT).contains("VIRTUAL");
    }

    private static boolean isTime(CatalogRow column) {
        return "time".equalsIgnoreCase(column.text(1));
    }

    private SchemaModel model() throws SQLException {
        VisibleSchemas visible = VisibleSchemas.read(catalogs);
        for (CatalogRow row : tables) {
            boolean plain = "BASE TABLE".equals(row.text(2)) && "InnoDB".equalsIgnoreCase(row.text(3));
            boolean known = plain || isView(row);
            boolean shown = visible.contains(row.text(0));
            add(row.table(1), new Relation(known, false, !known || !shown, Set.of()));
        }
        for (CatalogRow row : rows(SchemaQuery.TRIGGERS)) {
            add(row.table(0), new Relation(true, false, true, Set.of()));
        }
        rows(SchemaQuery.REFERENTIAL_CONSTRAINTS).forEach(this::addForeignKey);
        for (CatalogRow row : rows(SchemaQuery.VIEWS)) {
            add(row.table(0), ViewDefinition.relation(row.text(1), visible));
        }
        for (CatalogRow row : rows(SchemaQuery.COLUMNS)) {
            // A time of day gets today's date where a date is wanted.
            boolean clock = isTime(row) || !GeneratedColumn.isExact(row.text(3));
            add(row.table(0), new Relation(true, false, false, clock, Set.of()));
        }
        return new SchemaModel(relations, routines, Set.of(), false);
    }

    private List<CatalogRow> rows(SchemaQuery query) {
        return seen.getOrDefault(query, List.of());
    }

    private void addForeignKey(CatalogRow row) {
        boolean cascades =
                !NO_CASCADE.contains(String.valueOf(row.text(4))) || !NO_CASCADE.contains(String.valueOf(row.text(5)));
        if (cascades) {
            add(row.table(1), new Relation(true, false, false, Set.of(row.table(3))));
            // Who writes to a parent in another database may not see its children.
            boolean near = row.folded(0).equals(row.folded(2));
            add(row.table(3), new Relation(near, false, false, Set.of()));
        }
    }

    private void add(TableName name, Relation more) {
        relations.merge(name, more, Relation::and);
    }
}
