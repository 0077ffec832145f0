package io.larder.jdbc.mariadb;

import io.larder.invalidation.Relation;
import io.larder.invalidation.SchemaModel;
import io.larder.sql.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is in the databases of this server, as far as this user may see it. MariaDB shows triggers and the text of views to
 * those only who have a right to them: where the user has none, every write counts as one that runs code.
 */
final class SchemaReader {
    /** Behind every query: {@code sql_select_limit} would cut what has no limit of its own. */
    private static final String ALL = " LIMIT 18446744073709551615";

    static final String NO_SYSTEM = " NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')";

    private static final String TABLES = "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE"
            + " FROM information_schema.TABLES WHERE TABLE_SCHEMA" + NO_SYSTEM;
    private static final String TRIGGERS =
            "SELECT EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA" + NO_SYSTEM;
    private static final String FOREIGN_KEYS =
            "SELECT UNIQUE_CONSTRAINT_SCHEMA, REFERENCED_TABLE_NAME, CONSTRAINT_SCHEMA,"
                    + " TABLE_NAME, UPDATE_RULE, DELETE_RULE FROM information_schema.REFERENTIAL_CONSTRAINTS"
                    + " WHERE CONSTRAINT_SCHEMA" + NO_SYSTEM;
    private static final String VIEWS =
            "SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS WHERE TABLE_SCHEMA" + NO_SYSTEM;
    private static final String COLUMNS = "SELECT TABLE_NAME, DATA_TYPE, EXTRA, GENERATION_EXPRESSION"
            + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA" + NO_SYSTEM
            + " AND (DATA_TYPE = 'time' OR EXTRA LIKE '%VIRTUAL%')";
    private static final String ROUTINES = "SELECT ROUTINE_NAME FROM information_schema.ROUTINES";

    private static final Set<String> NO_CASCADE = Set.of("NO ACTION", "RESTRICT");

    private final Connection connection;
    private final Map<TableName, Relation> relations = new HashMap<>();

    SchemaReader(Connection connection) {
        this.connection = connection;
    }

    SchemaModel read() throws SQLException {
        VisibleSchemas visible = VisibleSchemas.read(this);
        for (Row row : rows(TABLES)) {
            boolean view = "VIEW".equals(row.text(2));
            boolean plain = "BASE TABLE".equals(row.text(2)) && "InnoDB".equalsIgnoreCase(row.text(3));
            boolean seen = visible.contains(row.text(0));
            add(row.table(1), new Relation(plain || view, false, !(plain || view) || !seen, Set.of()));
        }
        for (Row row : rows(TRIGGERS)) {
            add(row.table(0), new Relation(true, false, true, Set.of()));
        }
        readForeignKeys();
        for (Row row : rows(VIEWS)) {
            add(row.table(0), ViewDefinition.relation(row.text(1), visible));
        }
        for (Row row : rows(COLUMNS)) {
            // A time of day gets today's date where a date is wanted.
            boolean clock = "time".equalsIgnoreCase(row.text(1)) || !GeneratedColumn.isExact(row.text(3));
            add(row.table(0), new Relation(true, false, false, clock, Set.of()));
        }
        Set<String> routines = new HashSet<>();
        rows(ROUTINES).forEach(row -> routines.add(row.folded(0)));
        return new SchemaModel(relations, routines, Set.of(), false);
    }

    private void readForeignKeys() throws SQLException {
        for (Row row : rows(FOREIGN_KEYS)) {
            boolean cascades = !NO_CASCADE.contains(String.valueOf(row.text(4)))
                    || !NO_CASCADE.contains(String.valueOf(row.text(5)));
            if (cascades) {
                add(row.table(1), new Relation(true, false, false, Set.of(row.table(3))));
                // Who writes to a parent in another database may not see its children.
                boolean near = row.folded(0).equals(row.folded(2));
                add(row.table(3), new Relation(near, false, false, Set.of()));
            }
        }
    }

    private void add(TableName name, Relation more) {
        relations.merge(name, more, Relation::and);
    }

    /** Returns all rows of a query that has no limit. */
    List<Row> rows(String query) throws SQLException {
        return all(query + ALL);
    }

    /** Returns all rows of what takes no limit. */
    List<Row> all(String query) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable String> texts = new ArrayList<>(columns);
                for (int column = 1; column <= columns; column++) {
                    texts.add(result.getString(column));
                }
                rows.add(new Row(texts));
            }
        }
        return rows;
    }

    /** A row of a catalog. */
    record Row(List<@Nullable String> texts) {
        @Nullable
        String text(int column) {
            return texts.get(column);
        }

        String folded(int column) {
            return String.valueOf(texts.get(column)).toLowerCase(Locale.ROOT);
        }

        TableName table(int column) {
            return new TableName(folded(column));
        }
    }
}
