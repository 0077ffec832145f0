package io.larder.jdbc.cache;

import io.larder.cache.SessionKey;
import io.larder.invalidation.ReadSet;
import io.larder.jdbc.database.LockTable.LockedTable;
import io.larder.jdbc.rules.Rules;
import io.larder.jdbc.rules.Treatment;
import io.larder.jdbc.rules.Treatments;
import io.larder.sql.BypassReason;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.TableName;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether what the text and the schema show of a query is all that the database reads for it. Belongs to a template of texts
 * and to one state of the schema: what a query reads depends on nothing else, but for code of users, which is not cached
 * unless they say that it reads nothing. Thread-safe.
 *
 * <p>The rules, with <i>shown</i> for the tables that text and schema show, <i>locked</i> for all that the transaction has
 * locked when the query has run, and <i>read</i> for what the query really reads. Locks are kept to the end of the
 * transaction, so <i>read</i> is a part of <i>locked</i>.
 *
 * <ul>
 *   <li>If <i>locked</i> is a part of <i>shown</i>, so is <i>read</i>: proven, whatever ran before.
 *   <li>If not, and the query began its transaction, then <i>locked</i> is <i>read</i>: the query reads more. It passes by
 *       from then on.
 *   <li>If other statements ran before it, what is beyond <i>shown</i> may be theirs. A table that they have locked and that
 *       the query reads as well looks no different, so nothing is proven and nobody convicted. But the query reads nothing
 *       but <i>shown</i> and <i>beyond</i>: an answer that depends on both is kept, which invalidates more than is needed and
 *       never less. Each further execution leaves of <i>beyond</i> what it has locked as well; often that is soon nothing.
 *       Locks that only writing takes say nothing about reading, which takes one of its own.
 * </ul>
 */
public final class ReadProof {
    /** A text that was proven as often is asked about no more. */
    private static final int ENOUGH = 2;

    /** A text of which it was seen as often what its transactions had locked depends on what they all had. */
    private static final int PATIENCE = 8;

    /** In each session it is proven once, up to this number of them: roles and search paths may differ. */
    private static final int SESSIONS = 8;

    /** What is to be done with an execution whose answer is not known. */
    public enum Next {
        /** Its answer may be kept. */
        KEEP,
        /** Its answer may be kept if what it locks shows that. */
        OBSERVE,
        /** Its answer is not kept. */
        PASS
    }

    /** @param beyond what it may read besides; null if it was never seen */
    private record State(
            ReadSet reads,
            int times,
            Set<SessionKey> sessions,
            @Nullable Set<TableName> beyond) {}

    private final ReadSet shown;
    private final Function<Set<TableName>, ReadSet> schema;
    private final boolean needed;
    private final TextFigures text;
    private final Treatments treatments = new Treatments();
    private volatile State state;

    /**
     * @param shown what text and schema show
     * @param schema what is read by whoever reads some tables
     * @param text counts what becomes of its queries
     */
    ReadProof(ReadSet shown, Function<Set<TableName>, ReadSet> schema, TextFigures text) {
        this(shown, schema, true, text);
    }

    private ReadProof(ReadSet shown, Function<Set<TableName>, ReadSet> schema, boolean needed, TextFigures text) {
        this.text = text;
        this.shown = shown;
        this.schema = schema;
        this.needed = needed;
        this.state = new State(shown, 0, Set.of(), null);
    }

    /** What is not cached anyway, or cannot be proven. */
    static ReadProof notNeeded(ReadSet shown, TextFigures text) {
        return new ReadProof(shown, tables -> shown, false, text);
    }

    /** Returns what counts what becomes of its queries, in whichever state of the schema. */
    public TextFigures text() {
        return text;
    }

    /** Returns what the user wants for its queries; asks about nothing that was asked before. */
    public Treatment treatment(Rules rules, Read read) {
        return treatments.of(rules, read, state.reads().tables());
    }

    /** Returns what the query reads, as far as is known. */
    public ReadSet reads() {
        return state.reads();
    }

    /** @param begins whether the execution begins its transaction */
    public Next next(SessionKey session, boolean begins) {
        State now = state;
        if (!needed) {
            return Next.KEEP;
        }
        if (now.reads().notCacheable().isPresent()) {
            return Next.PASS;
        }
        Set<TableName> beyond = now.beyond();
        if (beyond == null || beyond.isEmpty()) {
            boolean usual = now.sessions().contains(session) || now.sessions().size() >= SESSIONS;
            return usual && now.times() >= ENOUGH ? Next.KEEP : Next.OBSERVE;
        }
        if (begins || now.times() < PATIENCE) {
            return Next.OBSERVE;
        }
        return with(beyond).notCacheable().isEmpty() ? Next.KEEP : Next.PASS;
    }

    /**
     * Takes what was locked after an execution.
     *
     * @param begins whether the execution began its transaction
     * @return what its answer depends on, or why it must not be kept
     */
    public synchronized ReadSet observe(SessionKey session, Set<LockedTable> locked, boolean begins) {
        State now = state;
        if (now.reads().notCacheable().isPresent()) {
            return now.reads();
        }
        Set<TableName> more = locked.stream()
                .filter(table -> begins || !table.written())
                .map(LockedTable::table)
                .filter(table -> !shown.tables().contains(table))
                .collect(Collectors.toSet());
        if (begins && !more.isEmpty()) {
            ReadSet refused = new ReadSet(shown.tables(), shown.settings(), Optional.of(BypassReason.READS_MORE));
            state = new State(refused, now.times(), now.sessions(), more);
            return refused;
        }
        ReadSet answer = with(more);
        if (now.beyond() != null) {
            more.retainAll(now.beyond());
        }
        ReadSet reads = new ReadSet(with(more).tables(), shown.settings(), Optional.empty());
        state = new State(reads, now.times() + 1, and(now.sessions(), session), Set.copyOf(more));
        return answer;
    }

    private ReadSet with(Set<TableName> more) {
        if (more.isEmpty()) {
            return shown;
        }
        ReadSet besides = schema.apply(more);
        Set<TableName> all = new HashSet<>(shown.tables());
        all.addAll(more);
        all.addAll(besides.tables());
        // What row security of those tables asks the session must be in the key, and the key was made without it.
        Optional<BypassReason> reason = shown.settings().containsAll(besides.settings())
                ? besides.notCacheable()
                : Optional.of(BypassReason.SESSION_NOT_KNOWN);
        return new ReadSet(all, shown.settings(), reason);
    }

    private static Set<SessionKey> and(Set<SessionKey> sessions, SessionKey session) {
        if (sessions.size() >= SESSIONS || sessions.contains(session)) {
            return sessions;
        }
        Set<SessionKey> more = new HashSet<>(sessions);
        more.add(session);
        return Set.copyOf(more);
    }
}
