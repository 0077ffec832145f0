package io.larder.jdbc.database;

import io.larder.sql.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A row of what a database says of itself. Immutable.
 *
 * @param texts its cells as text; columns are counted from 0
 */
public record CatalogRow(List<@Nullable String> texts) {
    /**
     * Hands on all rows of a query, in their order.
     *
     * @param connection the driver's own
     * @throws SQLException if the database refuses
     */
    public static void each(Connection connection, String query, Consumer<CatalogRow> consumer) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable String> texts = new ArrayList<>(columns);
                for (int column = 1; column <= columns; column++) {
                    texts.add(result.getString(column));
                }
                consumer.accept(new CatalogRow(texts));
            }
        }
    }

    /** Returns a cell. */
    public @Nullable String text(int column) {
        return texts.get(column);
    }

    /** Returns a cell in lower case. */
    public String folded(int column) {
        return String.valueOf(texts.get(column)).toLowerCase(Locale.ROOT);
    }

    /** Returns the table of which a cell is the name. */
    public TableName table(int column) {
        return new TableName(folded(column));
    }
}
