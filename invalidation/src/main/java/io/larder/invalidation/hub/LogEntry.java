package io.larder.invalidation.hub;

import io.larder.sql.Change;

/** An entry of the log that all processes apply in the same order. Immutable. */
public sealed interface LogEntry {
    /** Returns where it stands. */
    LogPosition at();

    /** Returns whose write it is about. */
    NodeId by();

    /** Returns what changes, or has changed, or has not. */
    Change change();

    /** A process is about to commit changes. The nonce of its position was chosen by the process. */
    record Intent(LogPosition at, NodeId by, Change change) implements LogEntry {}

    /**
     * The outcome of an intent.
     *
     * @param intent the number of the intent's position; never its writer, who may have several
     * @param committed whether the changes are, or may be, in the database
     */
    record Close(LogPosition at, NodeId by, long intent, boolean committed, Change change) implements LogEntry {}
}
