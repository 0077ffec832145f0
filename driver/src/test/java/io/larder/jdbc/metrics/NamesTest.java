package io.larder.jdbc.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, jdbc:postgresql://db:5432/shop?user=alice&password=secret, postgresql://db:5432/shop",
        "POSTGRESQL, jdbc:postgresql://alice:secret@db/shop, postgresql://db/shop",
        "POSTGRESQL, jdbc:postgresql://alice:se@c/ret@db/shop, postgresql://db/shop",
        "MARIADB, jdbc:mariadb://alice:secret@db/shop?useSsl=true, mariadb://db",
        "MARIADB, jdbc:mariadb:sequential://db:3306/shop, mariadb:sequential://db:3306",
        "H2, jdbc:h2:mem:shop;USER=alice;PASSWORD=secret, h2:mem:shop",
        "H2, jdbc:h2:file:/data/shop, h2:file:/data/shop",
        "H2, something else, something else"
    })
    void aDatabaseIsCalledAsInItsUrlWithoutWhatMayBeSecret(Dialect dialect, String url, String name) {
        assertThat(Watches.nameOf(url, dialect)).isEqualTo(name);
    }

    @Test
    void aTextIsCalledByAHashAndHowItBegins() {
        String template = "select *\n from product where id = 1 " + "and name = '' ".repeat(20);

        assertThat(TextName.of(template))
                .matches("[0-9a-f]{8} select \\* from product where id = 1 .*…")
                .hasSize(110);
        assertThat(TextName.of("select 1")).matches("[0-9a-f]{8} select 1");
    }

    @Test
    void textsThatBeginAlikeAreCalledDifferently() {
        String begin = "select * from product where ".repeat(10);

        assertThat(TextName.of(begin + "a")).isNotEqualTo(TextName.of(begin + "b"));
    }
}
