package io.larder.cache.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** What each message of the coordination carries, so that none is believed that was garbled: of SHA-1, which Redis has. */
final class Sums {
    private Sums() {}

    static String of(Object... words) {
        return of(List.of(words));
    }

    static String of(List<?> words) {
        String text = words.stream().map(String::valueOf).collect(Collectors.joining("\0"));
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
