package io.larder.jdbc.console;

/**
 * A column of an answer.
 *
 * @param name its label, in lower case
 * @param description what it says, for the documentation
 */
record Column(String name, Type type, String description) {
    /** What its values are; each may be NULL. */
    enum Type {
        /** Strings; VARCHAR. */
        TEXT,
        /** Whole numbers; BIGINT. */
        NUMBER,
        /** Numbers with a fraction; DOUBLE PRECISION. */
        FRACTION
    }

    static Column text(String name, String description) {
        return new Column(name, Type.TEXT, description);
    }

    static Column number(String name, String description) {
        return new Column(name, Type.NUMBER, description);
    }

    static Column fraction(String name, String description) {
        return new Column(name, Type.FRACTION, description);
    }
}
