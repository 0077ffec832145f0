package io.larder.integration.lockstep;

/** The kind of database. */
enum Flavor {
    POSTGRES,
    H2;

    boolean isPostgres() {
        return this == POSTGRES;
    }

    /** Returns what fits this kind of database. */
    <T> T pick(T postgres, T h2) {
        return isPostgres() ? postgres : h2;
    }
}
