package io.larder.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An option may be written anywhere among the driver's own parameters, and the driver doesn't notice. */
class UrlSyntaxAgainstDriversTest {
    private static final List<String> QUERY_VALUES = List.of(
            "a=1", "b", "password=%26larder.ttl=1s", "c=?larder.ttl=1s", "d=;larder.mode=off", "e=%2B+", "f==x");
    private static final List<String> H2_VALUES = List.of(
            "MODE=MySQL", "INIT=SET @X 1\\;SET @Y 2", "PASSWORD=a\\\\", "TIME ZONE=1\\;larder.ttl=1s", "USER=?&");

    @Test
    void pgjdbcReadsThePropertiesThatTheUserWrote() throws SQLException {
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            List<String> parameters = someOf(QUERY_VALUES, random);
            String without = query("postgresql://a:1,b:2/shop", parameters);
            parameters.add(random.nextInt(parameters.size() + 1), "larder.config=%26%3F");

            LarderUrl url = LarderUrl.parse("jdbc:larder:" + query("postgresql://a:1,b:2/shop", parameters));

            assertThat(url.driverUrl()).as("seed 42, round %d", i).isEqualTo("jdbc:" + without);
            assertThat(url.options()).extracting(GivenOption::value).containsExactly("&?");
            assertThat(org.postgresql.Driver.parseURL(url.driverUrl(), new Properties()))
                    .as("%s", url)
                    .doesNotContainKey("larder.config");
        }
    }

    @Test
    void h2GetsTheSettingsThatTheUserWrote() throws SQLException {
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            List<String> parameters = someOf(H2_VALUES, random);
            String without = settings("h2:mem:shop", parameters);
            parameters.add(random.nextInt(parameters.size() + 1), "Larder.Config=\\;\\\\");

            LarderUrl url = LarderUrl.parse("jdbc:larder:" + settings("h2:mem:shop", parameters));

            assertThat(url.driverUrl()).as("seed 42, round %d", i).isEqualTo("jdbc:" + without);
            assertThat(url.options()).extracting(GivenOption::value).containsExactly(";\\");
        }
    }

    @Test
    void h2ConnectsAndRunsItsEscapedInitStatements() throws SQLException {
        LarderUrl url = LarderUrl.parse(
                "jdbc:larder:h2:mem:;LARDER.TTL=5s;INIT=SET @X 1\\;SET @Y 2;larder.mode=off;MODE=PostgreSQL");

        try (Connection connection = new org.h2.Driver().connect(url.driverUrl(), new Properties());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT @X + @Y")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(3);
        }
        assertThat(url.options()).extracting(GivenOption::name).containsExactly("LARDER.TTL", "larder.mode");
    }

    private static List<String> someOf(List<String> values, Random random) {
        List<String> some = new ArrayList<>();
        for (String value : values) {
            if (random.nextBoolean()) {
                some.add(value);
            }
        }
        return some;
    }

    private static String query(String url, List<String> parameters) {
        return parameters.isEmpty() ? url : url + "?" + String.join("&", parameters);
    }

    private static String settings(String url, List<String> parameters) {
        return parameters.isEmpty() ? url : url + ";" + String.join(";", parameters);
    }
}
