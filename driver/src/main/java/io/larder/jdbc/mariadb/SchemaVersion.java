package io.larder.jdbc.mariadb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the schema and the rights of a user are known by: how many rows the catalogs have, and the sums of their hashes, so
 * that the order in which the server shows them does not count. Used by one thread.
 */
final class SchemaVersion {
    private final MessageDigest hash = sha256();
    private long rows;
    private long first;
    private long second;

    /** Counts a row in, which is not equal to one with other values or fewer. */
    void add(List<@Nullable String> row) {
        for (String value : row) {
            part(value);
        }
        ByteBuffer result = ByteBuffer.wrap(hash.digest());
        rows++;
        first += result.getLong();
        second += result.getLong();
    }

    /** With its length in front, so that no two lists of parts look alike; keeps "none" apart from "empty". */
    private void part(@Nullable String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        hash.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(bytes == null ? -1 : bytes.length)
                .array());
        if (bytes != null) {
            hash.update(bytes);
        }
    }

    /** Returns what a list is known by; nobody who sees it knows the list. */
    static String of(List<String> lines) {
        SchemaVersion version = new SchemaVersion();
        lines.forEach(version::part);
        return HexFormat.of().formatHex(version.hash.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    @Override
    public String toString() {
        return rows + "/" + Long.toHexString(first) + "/" + Long.toHexString(second);
    }
}
