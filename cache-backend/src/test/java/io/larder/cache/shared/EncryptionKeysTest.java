package io.larder.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionKeysTest {
    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void theFirstEncryptsAndAllAreKnown() {
        EncryptionKeys keys = EncryptionKeys.parse("2026:" + SECRET + ", 2025:" + SECRET);
        assertThat(keys.first().id()).isEqualTo("2026");
        assertThat(keys.byId("2025")).isPresent();
        assertThat(keys.byId("2024")).isEmpty();
        assertThat(keys.ofNames().id()).isEqualTo("2025");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a:", ":c2VjcmV0", "a b:c2VjcmV0", "a:c2VjcmV0", "a:*c2VjcmV0*", "a:c2VjcmV0,"})
    void whatIsNoKeyIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> EncryptionKeys.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("c2VjcmV0")
                .hasNoCause();
    }

    @Test
    void anIdStandsForOneKey() {
        assertThatThrownBy(() -> EncryptionKeys.parse("a:" + SECRET + ",a:" + SECRET))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noSecretIsEverSaid() {
        assertThat(EncryptionKeys.parse("a:" + SECRET)).hasToString("[a]");
    }
}
