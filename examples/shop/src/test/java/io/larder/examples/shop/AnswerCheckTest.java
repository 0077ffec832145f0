package io.larder.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.examples.shop.Operation.Question;
import io.larder.testservers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {
    private static final Question STOCK = new Question(ShopQuery.STOCK, List.of(1));

    private final String url = TestServers.postgres().freshDatabase();

    @Test
    void theSameAnswerIsCountedAndNotReported() throws SQLException {
        try (Connection bare = DriverManager.getConnection(url);
                ShopWorkload shop = new ShopWorkload(url, null, null, 1)) {
            create(bare, "int", "5");

            AnswerCheck check = new AnswerCheck(bare);
            check.compare(shop, List.of(STOCK, STOCK));

            assertThat(check.compared()).isEqualTo(2);
            assertThat(check.different()).isZero();
        }
    }

    @Test
    void anotherValueAnotherTypeAndAMissingRowAreDifferent() throws SQLException {
        String stale = TestServers.postgres().freshDatabase();
        try (Connection bare = DriverManager.getConnection(url);
                Connection other = DriverManager.getConnection(stale);
                ShopWorkload shop = new ShopWorkload(stale, null, null, 1)) {
            AnswerCheck check = new AnswerCheck(bare);
            create(bare, "int", "5");

            for (String[] wrong : new String[][] {{"int", "4"}, {"bigint", "5"}, {"int", "NULL"}}) {
                create(other, wrong[0], wrong[1]);
                check.compare(shop, List.of(STOCK));
            }
            create(other, "int", "5");
            execute(other, "DELETE FROM stock");
            check.compare(shop, List.of(STOCK));

            assertThat(check.different()).isEqualTo(4);
            assertThat(check.examples()).hasSize(4).allMatch(text -> text.contains("served:"));
        }
    }

    private static void create(Connection connection, String type, String quantity) throws SQLException {
        execute(connection, "DROP TABLE IF EXISTS stock");
        execute(connection, "CREATE TABLE stock (product_id int, quantity " + type + ", updated_at timestamptz)");
        execute(connection, "INSERT INTO stock VALUES (1, " + quantity + ", '2024-01-01 00:00:00+00')");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
