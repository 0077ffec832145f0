package io.larder.jdbc.h2;

import io.larder.invalidation.Definition;
import io.larder.invalidation.Relation;
import io.larder.invalidation.SchemaModel;
import io.larder.jdbc.database.CatalogRow;
import io.larder.sql.Dialect;
import io.larder.sql.StatementPlan;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.StatementPlanner;
import io.larder.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.jspecify.annotations.Nullable;

/**
 * What is in this database? Reads INFORMATION_SCHEMA, which since H2 2.0 shows every user all tables, triggers, constraints
 * and routines, and the texts of views. Tables that H2 hides even so are unknown names to the model.
 */
final class SchemaReader {
    private static final String TABLES =
            "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, STORAGE_TYPE, TABLE_CLASS FROM INFORMATION_SCHEMA.TABLES";
    private static final String VIEWS =
            "SELECT TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS";
    private static final String SYNONYMS = "SELECT SYNONYM_NAME, SYNONYM_FOR FROM INFORMATION_SCHEMA.SYNONYMS";
    private static final String ROUTINES = "SELECT ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES";
    private static final String TRIGGERS =
            "SELECT EVENT_OBJECT_TABLE, EVENT_MANIPULATION FROM INFORMATION_SCHEMA.TRIGGERS";
    private static final String CONSTRAINTS =
            "SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, TABLE_NAME FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS";
    private static final String FOREIGN_KEYS = "SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, UNIQUE_CONSTRAINT_SCHEMA,"
            + " UNIQUE_CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS";
    private static final String COLUMNS = "SELECT TABLE_NAME, COLUMN_DEFAULT, GENERATION_EXPRESSION, COLUMN_ON_UPDATE"
            + " FROM INFORMATION_SCHEMA.COLUMNS";
    private static final String CHECKS =
            "SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, CHECK_CLAUSE FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS";
    private static final String DOMAINS = "SELECT DOMAIN_DEFAULT, DOMAIN_ON_UPDATE FROM INFORMATION_SCHEMA.DOMAINS";

    private static final String TIMES_OF_DAY = "SELECT DISTINCT TABLE_NAME FROM INFORMATION_SCHEMA.COLUMNS"
            + " WHERE DATA_TYPE LIKE 'TIME%' AND DATA_TYPE NOT LIKE 'TIMESTAMP%'";

    /** How many texts of views are remembered, and how many are read at most. */
    private static final int MOST_VIEWS = 2_000;

    private static final StatementPlanner VIEW_TEXTS = new StatementPlanner(Dialect.H2, MOST_VIEWS);

    /** As H2 writes it: a view may show the rows that reading it writes. */
    private static final Pattern WRITES = Pattern.compile("\\b(?:FINAL|NEW|OLD) TABLE\\b");

    private static final Set<String> NO_CASCADE = Set.of("NO ACTION", "RESTRICT");

    private record QualifiedName(
            @Nullable String schema, @Nullable String name) {}

    private final Connection connection;
    private final Map<TableName, Relation> relations = new HashMap<>();
    private final Map<QualifiedName, TableName> tableOfConstraint = new HashMap<>();
    private final Set<TableName> tablesThatRunCode = new HashSet<>();
    private final Set<String> routines = new HashSet<>();
    private final Map<QualifiedName, StatementPlan> views = new HashMap<>();
    private boolean readsRunCode;
    private boolean domainsRunCode;

    SchemaReader(Connection connection) {
        this.connection = connection;
    }

    /** Returns those of some routines that are not declared to be deterministic. */
    static Set<String> notDeterministic(Connection connection, Set<String> listed) throws SQLException {
        Set<String> names = new HashSet<>();
        for (CatalogRow row : new SchemaReader(connection).rows(ROUTINES + " WHERE IS_DETERMINISTIC <> 'YES'")) {
            names.add(row.folded(0));
        }
        names.retainAll(listed);
        return names;
    }

    SchemaModel read() throws SQLException {
        Session session = H2Sessions.session(connection);
        if (session.isOldInformationSchema()) {
            throw new SQLException("the schema cannot be read while OLD_INFORMATION_SCHEMA is set");
        }
        if (session instanceof SessionLocal local && local.isLazyQueryExecution()) {
            // A statement of ours would end the result that the application is reading.
            throw new SQLException("the schema cannot be read while LAZY_QUERY_EXECUTION is set");
        }
        for (CatalogRow row : rows(ROUTINES)) {
            routines.add(row.folded(0));
        }
        readsRunCode = !routines.isEmpty();
        List<CatalogRow> tables = rows(TABLES);
        readTriggers();
        readConstraints();
        if (!routines.isEmpty()) {
            findExpressionsThatRunCode(tables);
        }
        readViews();
        tables.forEach(this::addTable);
        for (CatalogRow row : rows(SYNONYMS)) {
            add(row.table(0), new Relation(true, false, false, Set.of()).with(Set.of(row.table(1))));
        }
        readForeignKeys();
        for (CatalogRow row : rows(TIMES_OF_DAY)) {
            // Where a timestamp is wanted, H2 adds today's date.
            add(row.table(0), new Relation(true, false, false, true, Set.of()));
        }
        return new SchemaModel(relations, routines, Set.of(), domainsRunCode);
    }

    private void readViews() throws SQLException {
        for (CatalogRow row : rows(VIEWS)) {
            String text = row.text(2);
            if (text != null && views.size() < MOST_VIEWS) {
                views.put(qualified(row, 0), VIEW_TEXTS.plan(text));
                if (WRITES.matcher(text).find()) {
                    add(row.table(1), new Relation(true, true, true, Set.of()));
                }
            }
        }
    }

    private void readTriggers() throws SQLException {
        for (CatalogRow row : rows(TRIGGERS)) {
            tablesThatRunCode.add(row.table(0));
            if ("SELECT".equals(row.text(1))) {
                readsRunCode = true;
                add(row.table(0), new Relation(false, true, true, Set.of()));
            }
        }
    }

    private void readConstraints() throws SQLException {
        for (CatalogRow row : rows(CONSTRAINTS)) {
            tableOfConstraint.put(qualified(row, 0), row.table(2));
        }
    }

    private void addTable(CatalogRow row) {
        String tableClass = String.valueOf(row.text(4));
        boolean catalog =
                "INFORMATION_SCHEMA".equalsIgnoreCase(row.text(0)) || "PG_CATALOG".equalsIgnoreCase(row.text(0));
        if (catalog) {
            add(row.table(1), new Relation(false, false, true, Set.of()));
            return;
        }
        boolean permanent = Set.of("CACHED", "MEMORY").contains(String.valueOf(row.text(3)));
        if (permanent && tableClass.equals("org.h2.table.TableView")) {
            add(row.table(1), view(views.get(qualified(row, 0))));
            return;
        }
        boolean plain = permanent && "BASE TABLE".equals(row.text(2)) && tableClass.equals("org.h2.mvstore.db.MVTable");
        // A table engine of a user is code of a user.
        boolean engine = !tableClass.startsWith("org.h2.");
        boolean writeRunsCode = !plain || domainsRunCode || tablesThatRunCode.contains(row.table(1));
        add(row.table(1), new Relation(plain, (!plain && readsRunCode) || engine, writeRunsCode, Set.of()));
    }

    /** Only triggers can write to a view. */
    private Relation view(@Nullable StatementPlan plan) {
        Definition definition = plan == null ? Definition.unknown() : Definition.of(plan);
        boolean understood = plan instanceof Read read
                && Collections.disjoint(routines, read.names().functions());
        return new Relation(true, !understood && readsRunCode, true, Set.of()).showing(definition);
    }

    private void readForeignKeys() throws SQLException {
        for (CatalogRow row : rows(FOREIGN_KEYS)) {
            TableName child = tableOfConstraint.get(qualified(row, 0));
            TableName parent = tableOfConstraint.get(qualified(row, 2));
            if (child == null || parent == null) {
                throw new SQLException("the schema changed while it was read");
            }
            if (!NO_CASCADE.contains(String.valueOf(row.text(4)))
                    || !NO_CASCADE.contains(String.valueOf(row.text(5)))) {
                add(parent, new Relation(true, false, false, Set.of(child)));
            }
        }
    }

    private void add(TableName name, Relation more) {
        relations.merge(name, more, Relation::and);
    }

    private void findExpressionsThatRunCode(List<CatalogRow> tables) throws SQLException {
        Set<String> suspects = new HashSet<>(routines);
        // A check may query a view, and the view call a routine.
        for (CatalogRow row : tables) {
            if (!"BASE TABLE".equals(row.text(2)) && !"INFORMATION_SCHEMA".equalsIgnoreCase(row.text(0))) {
                suspects.add(row.folded(1));
            }
        }
        for (CatalogRow row : rows(COLUMNS)) {
            if (mentions(row, 1, suspects)) {
                tablesThatRunCode.add(row.table(0));
            }
        }
        for (CatalogRow row : rows(CHECKS)) {
            TableName table = tableOfConstraint.get(qualified(row, 0));
            if (table == null) {
                domainsRunCode |= mentions(row, 2, suspects);
            } else if (mentions(row, 2, suspects)) {
                tablesThatRunCode.add(table);
            }
        }
        for (CatalogRow row : rows(DOMAINS)) {
            domainsRunCode |= mentions(row, 0, suspects);
        }
    }

    private static boolean mentions(CatalogRow row, int first, Set<String> suspects) {
        for (int column = first; column < row.texts().size(); column++) {
            String text = row.text(column);
            if (text == null) {
                continue;
            }
            String folded = text.toLowerCase(Locale.ROOT);
            // U&"…" hides the name in escapes.
            if (folded.contains("u&\"") || suspects.stream().anyMatch(folded::contains)) {
                return true;
            }
        }
        return false;
    }

    private List<CatalogRow> rows(String query) throws SQLException {
        List<CatalogRow> rows = new ArrayList<>();
        CatalogRow.each(connection, query, rows::add);
        return rows;
    }

    private static QualifiedName qualified(CatalogRow row, int column) {
        return new QualifiedName(row.text(column), row.text(column + 1));
    }
}
