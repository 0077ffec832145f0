package io.larder.cache;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The exact meaning of a query: what was asked, with which parameters, by what kind of session and statement. A hash finds
 * it, equality of all its parts decides. Immutable.
 */
public final class Question {
    private static final Parameter[] NO_PARAMETERS = {};

    private final SessionKey session;
    private final Object form;
    private final String text;
    private final Parameter[] parameters;
    private final int hash;

    /**
     * @param session the asking session
     * @param form settings of the statement that change its answer; an immutable value
     * @param text the normalized SQL
     * @param parameters the bound parameters in order; the array is copied
     */
    public Question(SessionKey session, Object form, String text, Parameter... parameters) {
        this.session = session;
        this.form = form;
        this.text = text;
        this.parameters = parameters.length == 0 ? NO_PARAMETERS : parameters.clone();
        this.hash = 31 * (31 * (31 * session.hashCode() + form.hashCode()) + text.hashCode())
                + Arrays.hashCode(this.parameters);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Question that
                        && hash == that.hash
                        && text.equals(that.text)
                        && Arrays.equals(parameters, that.parameters)
                        && form.equals(that.form)
                        && session.equals(that.session);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Writes all of the question: two of them have the same bytes only if they are equal. */
    public void encode(QuestionWriter out) {
        session.bytes().ifPresentOrElse(out::encoded, out::unknown);
        out.value(form);
        out.text(text);
        out.number(parameters.length);
        for (Parameter parameter : parameters) {
            out.value(parameter.binding());
            out.value(parameter.value());
        }
    }

    /** Returns the normalized SQL. */
    public String text() {
        return text;
    }

    /** Returns the settings of the statement that change its answer. */
    public Object form() {
        return form;
    }

    /** Returns the bound parameters, in order. */
    public List<Parameter> parameters() {
        return List.of(parameters);
    }

    boolean isAbout(SessionKey otherSession, String otherText) {
        return text.equals(otherText) && session.equals(otherSession);
    }

    /** Returns whether one of the parameters is such. */
    public boolean anyParameter(Predicate<Parameter> condition) {
        for (Parameter parameter : parameters) {
            if (condition.test(parameter)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the heap that the question occupies as a key; its text is shared with the statement's analysis. */
    long sizeInBytes() {
        long size = 64;
        for (Parameter parameter : parameters) {
            size += parameter.sizeInBytes();
        }
        return size;
    }
}
