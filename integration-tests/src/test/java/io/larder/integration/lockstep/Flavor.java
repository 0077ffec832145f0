package io.larder.integration.lockstep;

/** The kind of database. */
enum Flavor {
    POSTGRES,
    H2,
    MARIADB;

    boolean isPostgres() {
        return this == POSTGRES;
    }

    /** Returns what fits this kind of database. */
    <T> T pick(T postgres, T h2, T mariadb) {
        return switch (this) {
            case POSTGRES -> postgres;
            case H2 -> h2;
            case MARIADB -> mariadb;
        };
    }

    /** Returns SQL in which names are quoted as here. No literal of the hunt has double quotes in it. */
    String quoted(String sql) {
        return this == MARIADB ? sql.replace('"', '`') : sql;
    }
}
