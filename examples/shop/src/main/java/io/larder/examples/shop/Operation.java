package io.larder.examples.shop;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One thing that a visitor of the shop does. */
sealed interface Operation {
    /** The label under which its time is reported. */
    String kind();

    void runOn(ShopWorkload shop) throws SQLException;

    /** A query with its parameters. */
    record Question(ShopQuery query, List<Object> parameters) implements Operation {
        public Question {
            parameters = List.copyOf(parameters);
        }

        @Override
        public String kind() {
            return query.label();
        }

        @Override
        public void runOn(ShopWorkload shop) throws SQLException {
            shop.ask(query.sql(), parameters);
        }
    }

    /** Goods arrive or are lost. */
    record ChangeStock(int product, int by) implements Operation {
        @Override
        public String kind() {
            return "write: stock";
        }

        @Override
        public void runOn(ShopWorkload shop) throws SQLException {
            shop.changeStock(product, by);
        }
    }

    /** A customer buys pieces of some products, in one transaction. */
    record PlaceOrder(int customer, SortedMap<Integer, Integer> piecesByProduct) implements Operation {
        public PlaceOrder {
            piecesByProduct = new TreeMap<>(piecesByProduct);
        }

        @Override
        public String kind() {
            return "write: order";
        }

        @Override
        public void runOn(ShopWorkload shop) throws SQLException {
            shop.placeOrder(customer, piecesByProduct);
        }
    }

    /** A product becomes dearer or cheaper. */
    record ChangePrice(int product, BigDecimal price) implements Operation {
        @Override
        public String kind() {
            return "write: price";
        }

        @Override
        public void runOn(ShopWorkload shop) throws SQLException {
            shop.changePrice(product, price);
        }
    }
}
