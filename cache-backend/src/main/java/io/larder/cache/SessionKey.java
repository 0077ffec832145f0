package io.larder.cache;

import java.util.List;

/** All of a session that can change an answer. Immutable; compared in full, its hash is computed once. */
public final class SessionKey {
    private final List<String> parts;
    private final int hash;

    /** @param parts identity and settings, in an order that is the same for all sessions of a database */
    public SessionKey(List<String> parts) {
        this.parts = List.copyOf(parts);
        this.hash = this.parts.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof SessionKey that && hash == that.hash && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return parts.toString();
    }
}
