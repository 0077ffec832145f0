package io.larder.jdbc.config;

import io.larder.cache.shared.EncryptionKeys;
import java.util.Optional;

/** The keys with which answers in Redis are encrypted. */
record EncryptionKeysType() implements OptionType<EncryptionKeys> {
    @Override
    public Optional<EncryptionKeys> parse(String text) {
        try {
            return Optional.of(EncryptionKeys.parse(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    @Override
    public String allowed() {
        return "keys with commas between them, each an id, a colon, and 32 random bytes or more in Base64";
    }

    @Override
    public boolean isSecret() {
        return true;
    }
}
