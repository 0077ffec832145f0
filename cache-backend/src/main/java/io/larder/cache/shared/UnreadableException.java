package io.larder.cache.shared;

/** Bytes that are not what they ought to be. Never reaches the application. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message what is wrong; without a stack, since it is no news where bytes are read */
    public UnreadableException(String message) {
        super(message, null, false, false);
    }
}
