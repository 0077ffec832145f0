package io.larder.invalidation.hub;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A process that keeps answers of one database.
 *
 * @param value unique among all processes and restarts
 */
public record NodeId(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 12;

    /** Returns an id that nobody else has. */
    public static NodeId random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new NodeId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
