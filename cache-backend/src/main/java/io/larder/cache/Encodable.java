package io.larder.cache;

/** A part of a question that has a form in bytes: equal values have equal bytes in all processes, different ones have not. */
@FunctionalInterface
public interface Encodable {
    /** Writes all that {@code equals} compares. */
    void encode(QuestionWriter out);
}
