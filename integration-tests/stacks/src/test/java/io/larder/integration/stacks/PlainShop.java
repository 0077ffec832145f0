package io.larder.integration.stacks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The shop in plain JDBC: one connection from the pool for each piece of work. */
class PlainShop implements Shop {
    private final DataSource pool;
    private final Runnable close;

    PlainShop(DataSource pool, Runnable close) {
        this.pool = pool;
        this.close = close;
    }

    /** A piece of work. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    static final class Wrapped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrapped(SQLException cause) {
            super(cause);
        }
    }

    final <T> T with(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new Wrapped(e);
        }
    }

    @Override
    public void createTables() {
        with(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("create table product (id int primary key, name varchar(40), stock int)");
            }
        });
    }

    @Override
    public void add(int id, String name, int stock) {
        with(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into product values (?, ?, ?)")) {
                insert.setInt(1, id);
                insert.setString(2, name);
                insert.setInt(3, stock);
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public String find(int id) {
        return with(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select id, name, stock from product where id = ?")) {
                query.setInt(1, id);
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() ? row(rows) : "none";
                }
            }
        });
    }

    @Override
    public List<String> all() {
        return with(connection -> {
            List<String> found = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select id, name, stock from product order by id")) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
            return found;
        });
    }

    @Override
    public int pieces() {
        return with(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select sum(stock) from product")) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        });
    }

    @Override
    public void sell(int id, int count) {
        with(connection -> {
            connection.setAutoCommit(false);
            take(connection, id, count);
            connection.commit();
            return true;
        });
    }

    @Override
    public void sellAndFail(int id, int count) {
        with(connection -> {
            connection.setAutoCommit(false);
            take(connection, id, count);
            // The pool rolls it back.
            throw new IllegalStateException(new Failed());
        });
    }

    private static void take(Connection connection, int id, int count) throws SQLException {
        int stock;
        try (PreparedStatement query = connection.prepareStatement("select stock from product where id = ?")) {
            query.setInt(1, id);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                stock = rows.getInt(1);
            }
        }
        try (PreparedStatement update = connection.prepareStatement("update product set stock = ? where id = ?")) {
            update.setInt(1, stock - count);
            update.setInt(2, id);
            update.executeUpdate();
        }
    }

    @Override
    public List<String> particulars() throws Exception {
        return List.of();
    }

    @Override
    public void close() {
        close.run();
    }

    private static String row(ResultSet rows) throws SQLException {
        return rows.getInt("id") + " " + rows.getString("name") + " " + rows.getInt("stock");
    }
}
