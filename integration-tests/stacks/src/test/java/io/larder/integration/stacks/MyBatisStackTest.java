package io.larder.integration.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** MyBatis with its own pool; its session cache is set so that the driver is asked. MyBatis always wants a driver's name. */
class MyBatisStackTest extends StackRules {
    @Override
    Shop open(String url) {
        return new MyBatisShop("io.larder.jdbc.LarderDriver", url);
    }

    /** MyBatis only loads the class, and then takes whichever driver accepts the URL. */
    @Test
    void theDriversNameMayStayWhatItWas() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.POSTGRESQL);
                Shop shop = new MyBatisShop("org.postgresql.Driver", stage.url())) {
            shop.createTables();
            shop.add(1, "apple", 10);
            assertThat(shop.find(1)).isEqualTo(shop.find(1)).isEqualTo("1 apple 10");
            assertThat(stage.statistics().hits()).isOne();
        }
    }
}
