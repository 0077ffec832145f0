package io.larder.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTypeTest {
    private static final SizeType SIZE = new SizeType("1KB", "1TB");
    private static final DurationType DURATION = new DurationType("1ms", "365d");
    private static final NameListType FUNCTIONS = new NameListType("functions");
    private static final OptionType.Count COUNT = new OptionType.Count("rows", 1, 1000);

    @ParameterizedTest
    @CsvSource({
        "64MB, 64000000",
        "64 MB, 64000000",
        "64mb, 64000000",
        "1MiB, 1048576",
        "1GiB, 1073741824",
        "2GB, 2000000000",
        "8KiB, 8192",
        "1TB, 1000000000000",
        "4096, 4096",
        "4096B, 4096",
        "1000, 1000"
    })
    void aSizeIsANumberWithAUnit(String text, long bytes) {
        assertThat(SIZE.parse(text)).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MB",
                "64M",
                "64m",
                "-1MB",
                "1.5GB",
                "1e6",
                "999",
                "1001GB",
                "1TiB",
                "999999999999999999TB",
                "٣KB"
            })
    void aSizeThatIsUnclearOrOutOfBoundsIsNotAllowed(String text) {
        assertThat(SIZE.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "10m, PT10M",
        "10 m, PT10M",
        "1h, PT1H",
        "1H, PT1H",
        "365d, PT8760H",
        "PT10M, PT10M",
        "pt1.5s, PT1.5S",
        "P1DT1H, PT25H",
        "1ms, PT0.001S"
    })
    void aDurationIsANumberWithAUnitOrIso(String text, Duration duration) {
        assertThat(DURATION.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "m",
                "10min",
                "-1s",
                "PT-1S",
                "0s",
                "PT0S",
                "366d",
                "P1Y",
                "1.5h",
                "999999999999d",
                "1h30m"
            })
    void aDurationThatIsUnclearOrOutOfBoundsIsNotAllowed(String text) {
        assertThat(DURATION.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1000", "0001"})
    void aCountIsWrittenInDigits(String text) {
        assertThat(COUNT.parse(text)).contains(Integer.parseInt(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1001", "-1", "10k", "1_000", "99999999999999999999", "4294967297"})
    void aCountOutOfBoundsIsNotAllowed(String text) {
        assertThat(COUNT.parse(text)).isEmpty();
    }

    @Test
    void aChoiceIsReadInAnyLetterCase() {
        OptionType.Choice<CacheMode> mode = new OptionType.Choice<>(CacheMode.class);

        assertThat(mode.parse("off")).contains(CacheMode.OFF);
        assertThat(mode.parse("Cache")).contains(CacheMode.CACHE);
        assertThat(mode.parse("on")).isEmpty();
        assertThat(mode.choices()).containsExactly("cache", "observe", "off");
        assertThat(mode.allowed()).isEqualTo("cache or observe or off");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "none ! ",
                "None ! ",
                "slug ! slug",
                "Slug, shop.Net_Price ! net_price slug",
                " a ,b$1,a ! a b$1",
                "db.shop.f ! f",
                "prix_é ! prix_é"
            })
    void aListOfNamesHasTheLastPartsInLowerCase(String text, @Nullable String names) {
        Set<String> parsed = FUNCTIONS.parse(text.strip()).orElseThrow();
        assertThat(String.join(" ", new TreeSet<>(parsed))).isEqualTo(names == null ? "" : names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "a,", ",a", "a,,b", "a b", "a;b", "f()", "f(int)", "a.", ".a", "1a", "'a'", "\"a\""})
    void aListThatIsMalformedIsNotAllowed(String text) {
        assertThat(FUNCTIONS.parse(text)).isEmpty();
    }

    @Test
    void whatCanBeSwitchedOffIsOffOrOn() {
        OptionType.Switched<Duration> switched = new OptionType.Switched<>(DURATION);
        assertThat(switched.parse("off")).contains(Optional.empty());
        assertThat(switched.parse("OFF")).contains(Optional.empty());
        assertThat(switched.parse("5s")).contains(Optional.of(Duration.ofSeconds(5)));
        assertThat(switched.parse("on")).isEmpty();
        assertThat(switched.allowed()).startsWith("off, or a duration");
    }

    @Test
    void aShareIsGivenInPercent() {
        ShareType share = new ShareType();

        assertThat(share.parse("0.1%")).contains(0.001);
        assertThat(share.parse("0%")).contains(0.0);
        assertThat(share.parse("100 %")).contains(1.0);
        assertThat(share.parse("100.1%")).isEmpty();
        assertThat(share.parse("-1%")).isEmpty();
        assertThat(share.parse("0.1")).isEmpty();
    }

    @Test
    void whatIsTrueOrFalseIsNothingElse() {
        OptionType.Truth truth = new OptionType.Truth();

        assertThat(truth.parse("TRUE")).contains(true);
        assertThat(truth.parse("false")).contains(false);
        assertThat(truth.parse("yes")).isEmpty();
        assertThat(truth.allowed()).isEqualTo("true or false");
    }

    @Test
    void usersAreListedOrAll() {
        UserListType users = new UserListType();

        assertThat(users.parse("*")).contains(Optional.empty());
        assertThat(users.parse("Ada, grace")).contains(Optional.of(Set.of("ada", "grace")));
        assertThat(users.parse("ada,*")).isEmpty();
        assertThat(users.parse("ada,")).isEmpty();
        assertThat(users.parse("")).isEmpty();
    }
}
