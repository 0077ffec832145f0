package io.larder.jdbc.metrics;

import java.util.List;
import java.util.Locale;

/**
 * One figure that can be watched; what there is, {@link MetricTable} says. Immutable.
 *
 * @param <T> what it is a figure of
 * @param name in lower case, its words divided by dots
 * @param label by which it is divided; empty if it is one number
 * @param values what the label can be; one empty text if there is no label
 * @param description a sentence
 */
record Metric<T>(
        String name, Kind kind, Unit unit, String label, List<String> values, String description, Reading<T> reading) {
    Metric {
        values = List.copyOf(values);
    }

    /** How it moves. */
    enum Kind {
        /** Never falls while the program runs. */
        COUNTER,
        GAUGE
    }

    /** What it is measured in. */
    enum Unit {
        /** Whole numbers of whatever the name says. */
        NUMBER(""),
        BYTES("bytes"),
        SECONDS("seconds"),
        /** 1 for yes, 0 for no, NaN where the question makes no sense. */
        TRUTH("");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        /** Returns its name; empty if it goes without saying. */
        String text() {
            return text;
        }

        boolean isWhole() {
            return this == NUMBER || this == BYTES;
        }
    }

    /** Where its numbers come from. */
    @FunctionalInterface
    interface Reading<T> {
        /** @param value of the label */
        double of(T subject, String value);
    }

    boolean hasLabel() {
        return !label.isEmpty();
    }

    /** Returns its present number. */
    double read(T subject, String value) {
        return reading.of(subject, value);
    }

    /** Returns its name as an attribute of a bean. */
    String attribute() {
        StringBuilder attribute = new StringBuilder();
        for (String word : name.substring(MetricTable.PREFIX.length()).split("\\.")) {
            attribute.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return attribute.toString();
    }

    /** Returns its name in Prometheus, as Micrometer makes it. */
    String prometheusName() {
        String withUnit = name.replace('.', '_') + (unit.text().isEmpty() ? "" : "_" + unit.text());
        return kind == Kind.COUNTER ? withUnit + "_total" : withUnit;
    }
}
