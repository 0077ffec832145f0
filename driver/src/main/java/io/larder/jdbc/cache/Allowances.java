package io.larder.jdbc.cache;

import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.config.PoolerMode;
import io.larder.jdbc.database.SessionSnapshot;
import io.larder.sql.BypassReason;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user allows beyond what can be proven. Immutable.
 *
 * @param functions functions of users that depend on their arguments alone, by last part of the name, in lower case
 * @param reasons reasons not to cache that do not count
 * @param ageNanos age after which an answer is not served
 * @param standbyAgeNanos the same on a standby
 * @param privilegeAgeNanos time since the last look at schema and rights after which no answer is served
 */
public record Allowances(
        Set<String> functions, Set<BypassReason> reasons, long ageNanos, long standbyAgeNanos, long privilegeAgeNanos) {

    /** Returns what a configuration allows. */
    public static Allowances of(DriverConfig config) {
        Set<BypassReason> reasons = EnumSet.noneOf(BypassReason.class);
        config.standby().ifPresent(age -> reasons.add(BypassReason.STANDBY));
        if (config.pooler() == PoolerMode.SESSION) {
            reasons.add(BypassReason.POOLER);
        }
        long age = config.ttl().toNanos();
        long standbyAge = Math.min(age, config.standby().orElse(config.ttl()).toNanos());
        return new Allowances(
                config.functions(),
                reasons,
                age,
                standbyAge,
                config.privilegeTtl().toNanos());
    }

    /** Returns why a session is not cached; null if it is. */
    @Nullable
    BypassReason whyNotCacheable(SessionSnapshot session) {
        if (session.notCacheable().isPresent()) {
            return session.notCacheable().get();
        }
        return session.onlyIfAllowed().stream()
                .filter(reason -> !reasons.contains(reason))
                .sorted()
                .findFirst()
                .orElse(null);
    }
}
