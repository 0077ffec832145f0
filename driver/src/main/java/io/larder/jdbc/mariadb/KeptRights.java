package io.larder.jdbc.mariadb;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * By what rights does a session ask? MariaDB looks up rights to the whole server when a session begins or sets a role, and
 * those to a database when a session enters it; what is granted or revoked later is for later sessions. Rights to tables and
 * columns are looked up each time. So sessions of one user and role that began before and after such a change see different
 * things, and the server does not tell what an open session has kept.
 *
 * <p>Sessions that began when the rights had been for a while what they are share them. One that is older than the latest
 * change that any session of this process has noticed keeps what it has for itself, until it is closed. Thread-safe.
 */
final class KeptRights {
    /** What takes longer than this between a session's beginning and the first look at it counts as having happened. */
    private static final long MARGIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** A right to one table: nobody keeps it. Not to some of its columns, whose names may look like anything. */
    private static final Pattern LOOKED_UP_EACH_TIME = Pattern.compile("GRANT [A-Z ,]+ ON `[^`]+`\\.`[^`]+` TO .*");

    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Latest> latest = new ConcurrentHashMap<>();
    private final Cache<Object, Long> firstSeen =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    KeptRights(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * @param known whether it took the place of other rights
     * @param noticedAt when that was
     */
    private record Latest(String rights, boolean known, long noticedAt) {}

    /**
     * Returns what is equal for sessions that see the same.
     *
     * @param connection compared by identity
     * @param who server, user and role
     * @param grants all that the user may do now, line by line as the server writes it
     * @param id no other session of the server has it
     */
    String of(Object connection, String who, List<String> grants, String id) {
        long now = nanoTime.getAsLong();
        long begun = firstSeen.get(connection, unseen -> now) - MARGIN_NANOS;
        String rights = SchemaVersion.of(grants.stream()
                .filter(line -> !LOOKED_UP_EACH_TIME.matcher(line).matches())
                .toList());
        Latest change = latest.compute(
                who,
                (key, before) -> before != null && before.rights().equals(rights)
                        ? before
                        : new Latest(rights, before != null, now));
        boolean older = change.known() && begun - change.noticedAt() < 0;
        return older ? rights + " of " + id : rights;
    }
}
