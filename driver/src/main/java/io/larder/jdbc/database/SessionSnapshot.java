package io.larder.jdbc.database;

import io.larder.sql.BypassReason;
import java.util.List;
import java.util.Optional;

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
 */
public record SessionSnapshot(
        String clockDomain, List<String> key, int isolation, Optional<BypassReason> notCacheable) {
    public SessionSnapshot {
        key = List.copyOf(key);
    }
}
