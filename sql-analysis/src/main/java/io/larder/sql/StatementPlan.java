package io.larder.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Larder knows of a statement from its text alone. Unknown is a type of its own, {@link Opaque}, and never an empty
 * set. Immutable; one instance serves all sessions.
 */
public sealed interface StatementPlan {
    /**
     * Returns rows and changes no table.
     *
     * @param question the text that is compared for equality: comments, white space and letter case that cannot change
     *     the answer or its column labels are normalized, literals are kept
     * @param template equal for texts that differ in their literals only, and shows none of them: what is known of tables and
     *     names by one of them holds for all
     * @param parameterCount number of JDBC parameters ({@code ?}) in the text
     * @param tables the tables that are named, without the names of common table expressions
     * @param names functions and operators that are used, to be checked against the database's own definitions
     * @param notCacheable why the answer must not be kept, judged by the text alone; empty if it may be kept
     * @param hint what its comments say to Larder ({@code larder: …}), for this one text; empty if nothing
     */
    record Read(
            String question,
            String template,
            int parameterCount,
            Set<TableName> tables,
            UsedNames names,
            Optional<BypassReason> notCacheable,
            String hint)
            implements StatementPlan {
        public Read {
            tables = Set.copyOf(tables);
        }

        /** A text that stands for itself only. */
        public Read(
                String question,
                int parameterCount,
                Set<TableName> tables,
                UsedNames names,
                Optional<BypassReason> notCacheable) {
            this(question, question, parameterCount, tables, names, notCacheable, "");
        }
    }

    /**
     * Changes rows of known tables; may return rows (RETURNING).
     *
     * @param changes what is written where
     * @param reads the tables that are named, those that are written included
     * @param names functions and operators that are used, to be checked against the database's own definitions
     */
    record Write(Set<TableChange> changes, Set<TableName> reads, UsedNames names) implements StatementPlan {
        public Write {
            changes = Set.copyOf(changes);
            reads = Set.copyOf(reads);
        }
    }

    /**
     * Starts, ends or shapes a transaction by text.
     *
     * @param kind what it does
     * @param modes whether it sets the isolation level or the like, or chains to a further transaction; not if it only sets
     *     whether the transaction may write, which changes nothing of what it sees
     * @param globalId the identifier of a two-phase transaction, where the kind has one
     */
    record TransactionControl(Kind kind, boolean modes, Optional<String> globalId) implements StatementPlan {
        /** What a transaction statement does. */
        public enum Kind {
            BEGIN,
            COMMIT,
            ROLLBACK,
            /** SAVEPOINT, RELEASE, ROLLBACK TO: what was written may still be committed or not. */
            SAVEPOINT,
            /** SET TRANSACTION and SET SESSION CHARACTERISTICS. */
            SET_TRANSACTION,
            /** SET TRANSACTION where it shapes the next transaction, be it a single statement (MariaDB). */
            SET_NEXT_TRANSACTION,
            /** First phase of a two-phase commit. */
            PREPARE,
            /** Second phase of a two-phase commit, either outcome. */
            FINISH_PREPARED
        }
    }

    /**
     * Changes settings of the session (SET, RESET, DISCARD, USE) and no table.
     *
     * @param setting folded name of the one setting that is touched; empty if several or unknown ones are
     */
    record SessionChange(Optional<String> setting) implements StatementPlan {}

    /**
     * Not understood, or understood to have effects that cannot be listed: never cached, assumed to write anything and to
     * change any setting.
     *
     * @param reason why, for people
     * @param commits whether it may commit what it writes
     */
    record Opaque(String reason, Commits commits) implements StatementPlan {
        /** Whether a statement may commit by itself, or parts of what it does. */
        public enum Commits {
            MAYBE,
            /** Not in a transaction: a call of a routine. */
            UNLESS_IN_TRANSACTION,
            /** Certainly not: one query, or one statement that changes rows. */
            NEVER
        }

        /** What may commit. */
        public Opaque(String reason) {
            this(reason, Commits.MAYBE);
        }
    }

    /**
     * Asks Larder itself ({@code SHOW LARDER STATUS}): a text that no database understands.
     *
     * @param verb its first word, in lower case
     * @param words what follows LARDER, piece by piece, without comments; strings and names without their quotes
     * @param rest what follows LARDER, as it was written, comments included, without a semicolon at the end
     */
    record Console(String verb, List<String> words, String rest) implements StatementPlan {
        public Console {
            words = List.copyOf(words);
        }
    }
}
