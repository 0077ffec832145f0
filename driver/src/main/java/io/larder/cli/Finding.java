package io.larder.cli;

/**
 * What a check has found.
 *
 * @param what was looked at
 * @param found in a few words
 * @param remedy what to do; empty if nothing is to be done
 */
record Finding(Level level, String what, String found, String remedy) {
    /** How bad it is. */
    enum Level {
        OK,
        /** Works, and could be better. */
        NOTE,
        /** Does not do what the user wants. */
        BAD
    }

    static Finding ok(String what, String found) {
        return new Finding(Level.OK, what, found, "");
    }

    static Finding note(String what, String found, String remedy) {
        return new Finding(Level.NOTE, what, found, remedy);
    }

    static Finding bad(String what, String found, String remedy) {
        return new Finding(Level.BAD, what, found, remedy);
    }
}
