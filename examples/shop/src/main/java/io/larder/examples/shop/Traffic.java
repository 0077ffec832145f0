package io.larder.examples.shop;

import io.larder.examples.shop.Operation.ChangePrice;
import io.larder.examples.shop.Operation.ChangeStock;
import io.larder.examples.shop.Operation.PlaceOrder;
import io.larder.examples.shop.Operation.Question;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What the visitors of one client thread do, one after the other; the same for the same seed. Not thread-safe. */
final class Traffic {
    private static final Zipf CUSTOMERS = new Zipf(ShopData.CUSTOMERS);
    private static final Zipf PRODUCTS = new Zipf(ShopData.PRODUCTS);
    private static final Zipf CATEGORIES = new Zipf(ShopData.CATEGORIES);
    private static final Zipf ORDERS = new Zipf(ShopData.ORDERS);
    private static final Zipf WEEKS = new Zipf(ShopData.WEEKS);

    private final SplittableRandom random;
    private final int writePercent;

    Traffic(long seed, int writePercent) {
        random = new SplittableRandom(seed);
        this.writePercent = writePercent;
    }

    Operation next() {
        return random.nextInt(100) < writePercent ? write() : question();
    }

    /** Of 1,000 questions 3 are reports on a week: one takes as long as a hundred of the others. */
    Question question() {
        int dice = random.nextInt(1_000);
        if (dice < 352) {
            return new Question(ShopQuery.PRODUCT, List.of(PRODUCTS.draw(random)));
        }
        if (dice < 503) {
            return new Question(ShopQuery.CUSTOMER, List.of(CUSTOMERS.draw(random)));
        }
        if (dice < 594) {
            return new Question(ShopQuery.STOCK, List.of(PRODUCTS.draw(random)));
        }
        if (dice < 795) {
            return new Question(ShopQuery.ORDER_PAGE, List.of((long) ORDERS.draw(random)));
        }
        if (dice < 997) {
            return new Question(ShopQuery.CATEGORY, List.of(CATEGORIES.draw(random)));
        }
        OffsetDateTime week = ShopData.FIRST_DAY.plusWeeks(WEEKS.draw(random) - 1L);
        return new Question(ShopQuery.REPORT, List.of(week, week.plusWeeks(1)));
    }

    /** Of 100 writes 65 change the stock, 34 are orders, 1 changes a price. */
    private Operation write() {
        int dice = random.nextInt(100);
        if (dice < 65) {
            return new ChangeStock(PRODUCTS.draw(random), random.nextInt(1, 50));
        }
        if (dice < 99) {
            SortedMap<Integer, Integer> pieces = new TreeMap<>();
            int lines = random.nextInt(1, 6);
            for (int i = 0; i < lines; i++) {
                pieces.put(PRODUCTS.draw(random), random.nextInt(1, 4));
            }
            return new PlaceOrder(CUSTOMERS.draw(random), pieces);
        }
        return new ChangePrice(PRODUCTS.draw(random), BigDecimal.valueOf(random.nextInt(100, 100_000), 2));
    }
}
