package io.larder.examples.shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The shop's data access: an ordinary JDBC program with a connection pool, which knows nothing of Larder. It is the same
 * in both runs; only the URL differs.
 *
 * <p>Thread-safe.
 */
final class ShopWorkload implements AutoCloseable {
    private final HikariDataSource pool;

    ShopWorkload(String jdbcUrl, @Nullable String user, @Nullable String password, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        pool = new HikariDataSource(config);
    }

    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    /** Runs a query and reads all of its rows. */
    List<List<@Nullable Object>> ask(String sql, List<Object> parameters) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            List<List<@Nullable Object>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<@Nullable Object> row = new ArrayList<>(columns);
                    for (int column = 1; column <= columns; column++) {
                        row.add(result.getObject(column));
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    void changeStock(int product, int by) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE stock SET quantity = quantity + ?, updated_at = now() WHERE product_id = ?")) {
            update.setInt(1, by);
            update.setInt(2, product);
            update.executeUpdate();
        }
    }

    void changePrice(int product, BigDecimal price) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE products SET price = ?, updated_at = now() WHERE id = ?")) {
            update.setBigDecimal(1, price);
            update.setInt(2, product);
            update.executeUpdate();
        }
    }

    /** In one transaction: the order, its lines, and what they take from the stock, in the order of the products. */
    void placeOrder(int customer, SortedMap<Integer, Integer> piecesByProduct) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                insertLines(connection, insertOrder(connection, customer), piecesByProduct);
                takeFromStock(connection, piecesByProduct);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static long insertOrder(Connection connection, int customer) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO orders (customer_id, placed_at, status) VALUES (?, now(), 'new') RETURNING id")) {
            insert.setInt(1, customer);
            try (ResultSet id = insert.executeQuery()) {
                id.next();
                return id.getLong(1);
            }
        }
    }

    private static void insertLines(Connection connection, long order, SortedMap<Integer, Integer> piecesByProduct)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO order_lines (order_id, line_no, product_id, quantity,"
                        + " unit_price) SELECT ?, ?, id, ?, price FROM products WHERE id = ?")) {
            int line = 1;
            for (Map.Entry<Integer, Integer> pieces : piecesByProduct.entrySet()) {
                insert.setLong(1, order);
                insert.setInt(2, line++);
                insert.setInt(3, pieces.getValue());
                insert.setInt(4, pieces.getKey());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void takeFromStock(Connection connection, SortedMap<Integer, Integer> piecesByProduct)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE stock SET quantity = quantity - ?, updated_at = now() WHERE product_id = ?")) {
            for (Map.Entry<Integer, Integer> pieces : piecesByProduct.entrySet()) {
                update.setInt(1, pieces.getValue());
                update.setInt(2, pieces.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
