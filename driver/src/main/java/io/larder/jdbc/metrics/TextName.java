package io.larder.jdbc.metrics;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How a text is called where there is little room: a hash, by which it can be found again, and how it begins. */
final class TextName {
    private static final int HASH_BYTES = 4;
    private static final int LONGEST = 100;

    private TextName() {}

    /** @param template shows no literals */
    static String of(String template) {
        String plain = template.replaceAll("\\s+", " ").strip();
        // Not within a character of two parts.
        int end = plain.offsetByCodePoints(0, Math.min(LONGEST, plain.codePointCount(0, plain.length())));
        return hash(template) + ' ' + plain.substring(0, end) + (end < plain.length() ? "…" : "");
    }

    private static String hash(String template) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(template.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
