package io.larder.integration.lockstep;

/** The two sides gave different answers. It carries what was done, up to and with the step that showed it. */
final class Difference extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient Script script;
    private final String answers;

    Difference(Script script, Outcome bare, Outcome other) {
        this(script, "bare:\n    " + bare + "\nthrough Larder:\n    " + other);
    }

    private Difference(Script script, String answers) {
        super("got another answer at step " + script.lines().size() + ": "
                + script.lines().get(script.lines().size() - 1) + "\n" + answers);
        this.script = script;
        this.answers = answers;
    }

    Script script() {
        return script;
    }

    String answers() {
        return answers;
    }
}
