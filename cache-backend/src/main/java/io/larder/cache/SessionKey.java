package io.larder.cache;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All of a session that can change an answer. Immutable; compared in full, its hash is computed once. */
public final class SessionKey {
    private final List<String> parts;
    private final int hash;
    /** Null until asked for; of no length if there are none. */
    private volatile byte @Nullable [] bytes;

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

    /** Returns its form in bytes, which is made once and not to be changed; empty if it has none. */
    Optional<byte[]> bytes() {
        byte[] known = bytes;
        if (known == null) {
            QuestionWriter out = new QuestionWriter(other -> Optional.empty());
            out.value(parts);
            known = out.toBytes().orElseGet(() -> new byte[0]);
            bytes = known;
        }
        return known.length == 0 ? Optional.empty() : Optional.of(known);
    }

    @Override
    public String toString() {
        return parts.toString();
    }
}
