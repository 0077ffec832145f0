package io.larder.jdbc.database;

import io.larder.sql.BypassReason;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who and where a session is, as the database itself reports it.
 *
 * @param clockDomain which clocks the session's reads and writes belong to: equal for all sessions that see the same
 *     tables, whatever URL they came by; may be equal for databases that are different
 * @param key all of the session that can change an answer: first the exact database, whose schema it shares with all
 *     sessions that name the same one, then user, role, search path, formats, …; sessions with equal keys get equal
 *     answers; empty if the exact database is not known
 * @param isolation the {@link java.sql.Connection} constant of the level that the session's next transaction has
 * @param notCacheable why this session must not be cached at all; empty if it may be
 * @param onlyIfAllowed why it must not be cached unless the user has said that it may be
 */
public record SessionSnapshot(
        String clockDomain,
        List<String> key,
        int isolation,
        Optional<BypassReason> notCacheable,
        Set<BypassReason> onlyIfAllowed) {
    public SessionSnapshot {
        key = List.copyOf(key);
        onlyIfAllowed = Set.copyOf(onlyIfAllowed);
    }

    /** A session that is where sessions mostly are. */
    public SessionSnapshot(String clockDomain, List<String> key, int isolation, Optional<BypassReason> notCacheable) {
        this(clockDomain, key, isolation, notCacheable, Set.of());
    }
}
