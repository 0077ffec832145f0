package io.larder.examples.shop;

/** What the shop reads. */
enum ShopQuery {
    PRODUCT("product by id", "SELECT id, category_id, name, description, price, updated_at FROM products WHERE id = ?"),
    CUSTOMER("customer by id", "SELECT id, name, email, city, country, created_at FROM customers WHERE id = ?"),
    STOCK("stock of a product", "SELECT quantity, updated_at FROM stock WHERE product_id = ?"),
    ORDER_PAGE("order page (4 tables)", """
            SELECT o.id, o.placed_at, o.status, c.name, c.city, l.line_no, p.name, l.quantity, l.unit_price,
                   l.quantity * l.unit_price AS line_total
            FROM orders o
            JOIN customers c ON c.id = o.customer_id
            JOIN order_lines l ON l.order_id = o.id
            JOIN products p ON p.id = l.product_id
            WHERE o.id = ?
            ORDER BY l.line_no"""),
    CATEGORY("category listing", """
            SELECT p.id, p.name, p.price, c.name AS category
            FROM products p JOIN categories c ON c.id = p.category_id
            WHERE p.category_id = ?
            ORDER BY p.name, p.id
            LIMIT 20"""),
    REPORT("sales report", """
            SELECT c.name, count(DISTINCT o.id) AS orders, sum(l.quantity) AS pieces,
                   sum(l.quantity * l.unit_price) AS revenue
            FROM orders o
            JOIN order_lines l ON l.order_id = o.id
            JOIN products p ON p.id = l.product_id
            JOIN categories c ON c.id = p.category_id
            WHERE o.placed_at >= ? AND o.placed_at < ?
            GROUP BY c.name
            ORDER BY revenue DESC, c.name""");

    private final String label;
    private final String sql;

    ShopQuery(String label, String sql) {
        this.label = label;
        this.sql = sql;
    }

    String label() {
        return label;
    }

    String sql() {
        return sql;
    }
}
