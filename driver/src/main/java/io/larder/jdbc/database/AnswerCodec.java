package io.larder.jdbc.database;

import io.larder.cache.shared.UnreadableException;

/** Puts answers into bytes that other processes can read, and reads them back exactly. Immutable and thread-safe. */
public interface AnswerCodec {
    /**
     * Returns all that the bytes depend on beside the rows: their format, the driver and its version. Only those who have the
     * same read each other's answers; everything else that an answer depends on is part of its question.
     */
    String name();

    /** Returns an answer in bytes. */
    byte[] encode(CapturedRows rows);

    /**
     * Returns the answer that the bytes are made of.
     *
     * @throws UnreadableException if they are none
     */
    CapturedRows decode(byte[] bytes) throws UnreadableException;
}
