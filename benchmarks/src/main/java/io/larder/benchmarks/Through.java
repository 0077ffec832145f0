package io.larder.benchmarks;

/** By which driver the database is reached. */
public enum Through {
    /** The database's own driver alone: what there is to beat, or not to slow down. */
    BARE("jdbc:"),
    /** The same driver within Larder. */
    LARDER("jdbc:larder:");

    private final String scheme;

    Through(String scheme) {
        this.scheme = scheme;
    }

    String url(String driverUrl) {
        return scheme + driverUrl.substring("jdbc:".length());
    }
}
