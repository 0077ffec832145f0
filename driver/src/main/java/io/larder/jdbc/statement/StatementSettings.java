package io.larder.jdbc.statement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The settings of one statement that decide whether, and as what, its answers are kept. Not thread-safe. */
public final class StatementSettings {
    private final boolean neverKept;
    private boolean escapeProcessing = true;
    private boolean namesCursor;
    private boolean known;
    private @Nullable AnswerForm form;

    /**
     * @param neverKept whether no answer of the statement is ever kept: it was prepared to return generated keys, or it is
     *     a call, whose parameters can be bound by name
     */
    public StatementSettings(boolean neverKept) {
        this.neverKept = neverKept;
    }

    /** A setting of the driver's statement was changed. */
    public void changed() {
        known = false;
    }

    /** Whether JDBC escapes are replaced was set. */
    public void escapeProcessing(boolean enabled) {
        escapeProcessing = enabled;
        known = false;
    }

    /** Its cursor was given a name: from now on none of its answers is kept. */
    public void namesCursor() {
        namesCursor = true;
        known = false;
    }

    /**
     * Returns the form of the answer of the statement's next execution; null if it cannot be kept.
     *
     * @param transfer how the driver would hand it over
     */
    @Nullable
    AnswerForm form(Statement driverStatement, String transfer) throws SQLException {
        if (!known || form != null && !form.transfer().equals(transfer)) {
            form = formOf(driverStatement, transfer);
            known = true;
        }
        return form;
    }

    private @Nullable AnswerForm formOf(Statement statement, String transfer) throws SQLException {
        int type = statement.getResultSetType();
        if (neverKept
                || namesCursor
                || type == ResultSet.TYPE_SCROLL_SENSITIVE
                || statement.getResultSetConcurrency() != ResultSet.CONCUR_READ_ONLY) {
            return null;
        }
        return new AnswerForm(
                type,
                statement.getResultSetHoldability(),
                statement.getMaxRows(),
                statement.getMaxFieldSize(),
                escapeProcessing,
                transfer);
    }
}
