package io.larder.invalidation.hub;

/** What a hub says. That it does not answer, or has lost its memory, is a value and not an exception. */
public sealed interface Reply<T> {
    /** Returns the same trouble as the answer to another question. Not for what is done. */
    @SuppressWarnings("unchecked")
    default <S> Reply<S> as() {
        if (this instanceof Done) {
            throw new IllegalStateException("this is no trouble");
        }
        // Trouble carries nothing of the type.
        return (Reply<S>) this;
    }

    /** It has done what it was asked for. */
    record Done<T>(T value) implements Reply<T> {}

    /** Its memory is another one than the asking process knows, or has lost its end: the process must join again. */
    record EpochGone<T>() implements Reply<T> {}

    /** It no longer counts the lease of the asking process, which must join again. */
    record LeaseGone<T>() implements Reply<T> {}

    /**
     * It cannot be reached, or takes too long: the request may have been carried out or not.
     *
     * @param cause what went wrong
     */
    record Unreachable<T>(String cause) implements Reply<T> {}
}
