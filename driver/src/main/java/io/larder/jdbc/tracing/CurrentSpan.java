package io.larder.jdbc.tracing;

import io.larder.sql.BypassReason;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/**
 * The application's span in which a query runs, if OpenTelemetry's API is on the class path; without it, nothing is done and
 * nothing of it is loaded. Nothing in here throws.
 */
public final class CurrentSpan {
    /** Looked for once: where it is not there, what depends on it costs nothing. */
    private static final boolean IS_TRACED = isTraced();

    private CurrentSpan() {}

    private static boolean isTraced() {
        try {
            // Also what it needs itself may be missing, of another version or of another class loader.
            OpenTelemetrySpan.lookAt();
            return true;
        } catch (RuntimeException | LinkageError | ServiceConfigurationError absent) {
            return false;
        }
    }

    /** The query was answered from memory. */
    public static void hit() {
        tell("hit", null);
    }

    /** The query was answered by what was kept in Redis. */
    public static void sharedHit() {
        tell("shared_hit", null);
    }

    /** The query could have been answered from the cache, and was not. */
    public static void miss() {
        tell("miss", null);
    }

    /** The database was asked without looking for an answer. */
    public static void bypassed(BypassReason reason) {
        tell("bypass", reason);
    }

    private static void tell(String result, @Nullable BypassReason reason) {
        if (IS_TRACED) {
            try {
                OpenTelemetrySpan.set(result, reason);
            } catch (RuntimeException | LinkageError | ServiceConfigurationError unexpected) {
                // Of the application's own implementation. The query is as good without.
            }
        }
    }
}
