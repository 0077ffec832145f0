package io.larder.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class SplitPropertiesTest {
    @Test
    void withoutOptionsTheDriverGetsTheCallersOwnObject() {
        Properties given = new Properties();
        given.setProperty("user", "alice");

        assertThat(SplitProperties.of(given).driverProperties()).isSameAs(given);
    }

    @Test
    void withoutPropertiesTheDriverGetsEmptyOnes() {
        assertThat(SplitProperties.of(null).driverProperties()).isEmpty();
    }

    @Test
    void theDriverGetsACopyWithoutOptionsAndTheCallersStaysAsItWas() {
        Properties given = new Properties();
        given.setProperty("user", "alice");
        given.setProperty("larder.ttl", "1s");
        given.put("LARDER.maxRows", 5);

        SplitProperties split = SplitProperties.of(given);

        assertThat(split.driverProperties()).isNotSameAs(given).hasSize(1).containsEntry("user", "alice");
        assertThat(given).hasSize(3);
        assertThat(split.options())
                .extracting(option -> option.name() + "=" + option.value())
                .containsExactlyInAnyOrder("larder.ttl=1s", "LARDER.maxRows=5");
    }

    @Test
    void inheritedEntriesStayInheritedAndInheritedOptionsCount() {
        Properties grandparent = new Properties();
        grandparent.setProperty("user", "alice");
        grandparent.setProperty("ssl", "true");
        grandparent.setProperty("larder.ttl", "1s");
        Properties parent = new Properties(grandparent);
        parent.setProperty("user", "bob");
        Properties given = new Properties(parent);
        given.setProperty("password", "geheim");

        SplitProperties split = SplitProperties.of(given);

        Properties driver = split.driverProperties();
        assertThat(driver.stringPropertyNames()).containsExactlyInAnyOrder("user", "ssl", "password");
        assertThat(driver.getProperty("user")).isEqualTo("bob");
        assertThat(driver.getProperty("ssl")).isEqualTo("true");
        assertThat(driver.keySet()).containsExactly("password");
        assertThat(split.options()).extracting(GivenOption::value).containsExactly("1s");
    }

    @Test
    void whatIsNotTextGoesOnToTheDriver() {
        Object socketFactory = new Object();
        Object key = new Object();
        Properties defaults = new Properties();
        defaults.setProperty("port", "5432");
        Properties given = new Properties(defaults);
        given.put("socketFactory", socketFactory);
        given.put("port", 5433);
        given.put(key, "value");
        given.setProperty("larder.mode", "off");

        Properties driver = SplitProperties.of(given).driverProperties();

        assertThat(driver.get("socketFactory")).isSameAs(socketFactory);
        assertThat(driver.get("port")).isEqualTo(5433);
        assertThat(driver.getProperty("port")).isEqualTo("5432");
        assertThat(driver.get(key)).isEqualTo("value");
        assertThat(driver).doesNotContainKey("larder.mode");
    }

    @Test
    void anOwnOptionThatIsNotTextIsStrongerThanAnInheritedOne() {
        Properties defaults = new Properties();
        defaults.setProperty("larder.maxRows", "1");
        Properties given = new Properties(defaults);
        given.put("larder.maxRows", 2);

        assertThat(SplitProperties.of(given).options())
                .extracting(GivenOption::value)
                .containsExactly("2");
    }
}
