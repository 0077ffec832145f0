package io.larder.jdbc.config;

import java.time.Duration;

/** How old an answer may get, as a rule or a comment says it. */
public sealed interface Ttl {
    /** So long. */
    record For(Duration duration) implements Ttl {}

    /** As long as the file says of a class, else as long as is usual for it. */
    enum Named implements Ttl {
        /** Changes all the time. */
        HOT(Duration.ofSeconds(30)),
        /** Changes now and then. */
        WARM(Duration.ofMinutes(10)),
        /** Hardly changes. */
        COLD(Duration.ofHours(1)),
        /** Changes with a release. */
        STATIC(Duration.ofDays(1));

        private final Duration usual;

        Named(Duration usual) {
            this.usual = usual;
        }

        /** Returns how long, unless the file says otherwise. */
        public Duration usual() {
            return usual;
        }
    }

    /** It is not cached at all. */
    record Never() implements Ttl {}
}
