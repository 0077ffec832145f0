package io.larder.cache.shared;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that entries are sealed with. The first encrypts, all decrypt, so that a new one can be introduced at the end of
 * the list, moved to its front when all processes know it, and the old one dropped when its entries have run out. Immutable.
 */
public final class EncryptionKeys {
    private static final int SECRET_BYTES = 32;

    private final List<Key> keys;

    /**
     * A secret.
     *
     * @param id by which entries name it
     * @param secret 32 bytes at least
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by its content, below.
    record Key(String id, byte[] secret) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && id.equals(that.id) && Arrays.equals(secret, that.secret);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    private EncryptionKeys(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads keys as they are configured: {@code id:secret}, separated by commas, each secret 32 bytes or more in Base64.
     *
     * @throws IllegalArgumentException if they are not so; the message repeats no secret
     */
    public static EncryptionKeys parse(String text) {
        List<Key> keys = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            Key key = key(one.strip());
            if (keys.stream().anyMatch(other -> other.id().equals(key.id()))) {
                throw new IllegalArgumentException("two keys have the id " + key.id());
            }
            keys.add(key);
        }
        return new EncryptionKeys(keys);
    }

    private static Key key(String text) {
        int colon = text.indexOf(':');
        String id = text.substring(0, Math.max(0, colon));
        if (!id.matches("[A-Za-z0-9_.-]{1,32}")) {
            throw new IllegalArgumentException(
                    "a key is an id of letters, digits, '_', '.' or '-', a colon, and the secret");
        }
        byte[] secret;
        try {
            // In a URL the other alphabet is easier to write.
            secret = Base64.getDecoder()
                    .decode(text.substring(colon + 1).replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException noBase64) {
            // Without its cause, which repeats a part of the secret.
            throw new IllegalArgumentException("the secret of " + id + " is not Base64");
        }
        if (secret.length < SECRET_BYTES) {
            throw new IllegalArgumentException("the secret of " + id + " is shorter than 32 bytes");
        }
        return new Key(id, secret);
    }

    /** Returns the one that encrypts. */
    Key first() {
        return keys.get(0);
    }

    /** Returns the one that names are made with: the same for as long as one of the keys stays. */
    Key ofNames() {
        return keys.stream().min(Comparator.comparing(Key::id)).orElseThrow();
    }

    Optional<Key> byId(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EncryptionKeys that && keys.equals(that.keys);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return keys.stream().map(Key::id).toList().toString();
    }
}
