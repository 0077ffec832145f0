package io.larder.testservers;

import java.io.IOException;

/** Redis has answered with an error; its message is the exception's. */
public final class RedisRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RedisRefusedException(String message) {
        super(message);
    }
}
