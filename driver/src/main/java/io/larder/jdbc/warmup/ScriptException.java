package io.larder.jdbc.warmup;

/** Something in a script is not understood. */
final class ScriptException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line of the script, from 1 */
    ScriptException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Returns it as a report has it. */
    WarmReport.Trouble trouble() {
        return new WarmReport.Trouble(line, String.valueOf(getMessage()));
    }
}
