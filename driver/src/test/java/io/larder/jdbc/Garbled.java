package io.larder.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.cache.shared.UnreadableException;
import io.larder.jdbc.database.AnswerCodec;
import io.larder.jdbc.database.CapturedRows;
import java.util.Arrays;

/** Answers in bytes of which some are others, or missing. */
public final class Garbled {
    private Garbled() {}

    /** Changes and cuts an answer at each of its bytes: it is read, or it is unreadable, and takes no more memory. */
    public static void neverIsMoreThanUnreadable(AnswerCodec codec, CapturedRows rows) {
        byte[] bytes = codec.encode(rows);
        for (int i = 0; i < bytes.length; i++) {
            assertThat(sizeOf(codec, Arrays.copyOf(bytes, i))).as("cut").isZero();
            for (int flipped : new int[] {0x01, 0x80, 0xFF}) {
                bytes[i] ^= (byte) flipped;
                assertThat(sizeOf(codec, bytes)).isLessThan(10L * bytes.length);
                bytes[i] ^= (byte) flipped;
            }
        }
        assertThat(sizeOf(codec, Arrays.copyOf(bytes, bytes.length + 1))).isZero();
    }

    private static long sizeOf(AnswerCodec codec, byte[] bytes) {
        try {
            return codec.decode(bytes).sizeInBytes();
        } catch (UnreadableException expected) {
            return 0;
        }
    }
}
