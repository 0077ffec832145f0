package io.larder.jdbc.cache;

import io.larder.cache.Lookup;
import io.larder.cache.Question;
import io.larder.cache.RecentTimes;
import io.larder.cache.redis.RedisAnswers;
import io.larder.cache.shared.Earnings;
import io.larder.cache.shared.Fetched;
import io.larder.cache.shared.SharedAnswer;
import io.larder.cache.shared.SharedAnswers;
import io.larder.cache.shared.SharedFigures;
import io.larder.cache.shared.Turn;
import io.larder.cache.shared.UnreadableException;
import io.larder.invalidation.Dependencies;
import io.larder.invalidation.Stamp;
import io.larder.invalidation.TableClocks;
import io.larder.invalidation.hub.Node;
import io.larder.jdbc.cache.ConcurrentMisses.Waiting.Pauses;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.database.AnswerCodec;
import io.larder.jdbc.database.CapturedRows;
import io.larder.sql.TableName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one database that other processes have kept, behind those in memory. In doubt there are none. Thread-safe.
 *
 * <p>The age of an answer is never read off another machine's clock. What is stored lives there for half of the time for which
 * an answer is good, is taken to be three quarters of it old by who finds it, and the quarter between them is for what may be
 * on its way to the store.
 */
public final class SharedTier {
    /** More than a question has that is worth keeping. */
    private static final int QUESTION_BYTES = 65_536;

    private static final Duration JOB_PATIENCE = Duration.ofSeconds(1);

    private final SharedAnswers answers;
    private final SharedOrder order;
    private final TableClocks clocks;
    private final Duration patience;
    private final Earnings earnings;
    private final SharedTurns turns;

    /**
     * @param order that all processes see
     * @param clocks what this process knows of it
     * @param patience how long a reader waits for the store
     */
    SharedTier(SharedAnswers answers, SharedOrder order, TableClocks clocks, Duration patience, int statements) {
        this.answers = answers;
        this.order = order;
        this.clocks = clocks;
        this.patience = patience;
        this.earnings = new Earnings(statements);
        this.turns = new SharedTurns(answers, earnings, patience);
    }

    /**
     * Returns the answers in a Redis that was found to be usable.
     *
     * @param namespace what the processes of one database, and no others, have in common
     * @param node this process among them
     */
    static SharedTier inRedis(String namespace, Node node, TableClocks clocks, DriverConfig config, String redis) {
        int maximumBytes = (int) Math.min(Integer.MAX_VALUE / 2, 2 * config.maxBytes() + QUESTION_BYTES);
        return new SharedTier(
                new SharedAnswers(
                        RedisAnswers.in(Coordination.options(redis, config)),
                        namespace,
                        config.encryptionKey(),
                        maximumBytes),
                new NodeOrder(node),
                clocks,
                config.redisPatience(),
                config.statements());
    }

    /**
     * What other processes would call a question.
     *
     * @param bytes all of it
     * @param template of its text
     * @param tables that it reads, as far as this process knows
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Key(byte[] bytes, String template, Set<TableName> tables, AnswerCodec codec) {}

    /**
     * Returns what others would call a question; null if it means something in this process only.
     *
     * @param version of the schema under which it is asked
     */
    @Nullable
    public Key key(
            Question question,
            String template,
            Set<TableName> tables,
            Optional<AnswerCodec> codec,
            Optional<String> version) {
        if (codec.isEmpty()) {
            return null;
        }
        return version.flatMap(known -> SharedQuestion.of(question, codec.get().name(), known))
                .map(bytes -> new Key(bytes, template, tables, codec.get()))
                .orElse(null);
    }

    /**
     * Returns the answer if there is one that holds; else, where that is worth it, the turn to ask the database for all.
     *
     * @param start of the query, before it was asked which schema there is
     * @param nanos how long that may take at most; it never takes longer than the patience, all in all
     * @param pauses by which it may wait for another process; null if it may not
     */
    public SharedTurns.Finding find(Key key, Stamp start, long nanos, @Nullable Pauses pauses) {
        // Nothing could be served: not even asked.
        if (isNotServed(key)) {
            return SharedTurns.Finding.NOTHING;
        }
        // What is dear is looked for though it is hardly ever there: somebody may be asking for it just now.
        boolean inTurn = pauses != null && earnings.isWorthATurn(key.template(), patience.toNanos());
        if (!inTurn && !earnings.mayAsk(key.template())) {
            return SharedTurns.Finding.NOTHING;
        }
        long startNanos = System.nanoTime();
        long most = Math.min(nanos, patience.toNanos());
        Lookup.Hit hit = look(key, start, most);
        long took = System.nanoTime() - startNanos;
        SharedTurns.Finding finding = hit != null || pauses == null || !inTurn || isNotServed(key)
                ? new SharedTurns.Finding(hit, Turn.NONE)
                : turns.take(key, startNanos + most, pauses, left -> look(key, start, left));
        earnings.asked(key.template(), took, finding.hit() != null);
        return finding;
    }

    /**
     * Takes a job that one process of all is to do at a time, unless another has it.
     *
     * @param who equal to what nobody else calls himself
     * @param longest after which it is nobody's again
     * @return false if another has it; true if nobody else can be told of it either
     */
    public boolean takeJob(String job, String who, Duration longest) {
        Fetched<String> holder = answers.claim(job.getBytes(StandardCharsets.UTF_8), who, JOB_PATIENCE, longest);
        return !(holder instanceof Fetched.Found<String> found) || found.value().equals(who);
    }

    /** Gives a job back. */
    public void endJob(String job, String who) {
        answers.release(job.getBytes(StandardCharsets.UTF_8), who);
    }

    private boolean isNotServed(Key key) {
        return order.now() == null || clocks.dependenciesOn(key.tables()).areChanging();
    }

    private Lookup.@Nullable Hit look(Key key, Stamp start, long nanos) {
        long startNanos = System.nanoTime();
        return answers.find(key.bytes(), Duration.ofNanos(nanos)) instanceof Fetched.Found<SharedAnswer> found
                ? accepted(key, found.value(), start, startNanos)
                : null;
    }

    /** Returns how long {@link #find} may take, in nanoseconds. */
    public long patienceNanos() {
        return patience.toNanos();
    }

    private Lookup.@Nullable Hit accepted(Key key, SharedAnswer answer, Stamp start, long startNanos) {
        try {
            // What this process knows to be read counts as well: it may know of a later schema.
            Set<TableName> tables = new HashSet<>(key.tables());
            answer.tables().forEach(name -> tables.add(new TableName(name)));
            Dependencies dependencies = clocks.dependenciesOn(tables);
            // Taken before the order is asked: what changes from here on outdates the answer in this process.
            Stamp stamp = clocks.now();
            // Another schema that was found meanwhile, which only this process need know of, does not: it is asked by
            // its name.
            boolean sameSchema = clocks.dependenciesOnSchema().unchangedSince(start);
            if (!sameSchema || !order.unchangedSince(answer.stamp(), tables) || !dependencies.unchangedSince(stamp)) {
                return null;
            }
            CapturedRows rows = key.codec().decode(answer.payload());
            return new Lookup.Hit(
                    rows, stamp, dependencies, startNanos - answer.oldest().toNanos());
        } catch (UnreadableException | RuntimeException | LinkageError garbled) {
            return null;
        }
    }

    /**
     * Returns where a query begins that is about to be sent; null if its answer is not to be shared.
     *
     * @param version of the schema under which it is asked
     */
    @Nullable
    public SharedPlace place(Optional<String> version) {
        return SharedPlace.of(order.now(), version);
    }

    /** The database has answered a question in some time. */
    public void ran(String template, long nanos) {
        earnings.ran(template, nanos);
    }

    /**
     * Gives an answer to the others; returns at once.
     *
     * @param key by the version of the place
     * @param place taken before its query was sent
     * @param version of the schema when the answer was captured; if it is another one by now, nobody is given the answer
     * @param tables that the answer depends on
     * @param ttl how old it may be
     * @param turn in which it was asked for
     */
    public void keep(
            Key key,
            CapturedRows rows,
            SharedPlace place,
            Optional<String> version,
            Set<TableName> tables,
            Duration ttl,
            Turn turn) {
        Duration timeToLive = ttl.dividedBy(2);
        Duration oldest = ttl.multipliedBy(3).dividedBy(4);
        boolean holds = place.isUnder(version) && order.unchangedSince(place.stamp(), tables);
        if (!holds || timeToLive.toMillis() < 1 || !earnings.mayKeep(key.template())) {
            return;
        }
        Set<String> names = tables.stream().map(TableName::name).collect(Collectors.toSet());
        answers.keep(
                key.bytes(),
                rows.sizeInBytes(),
                () -> Optional.of(new SharedAnswer(
                        place.stamp(), oldest, names, key.codec().encode(rows))),
                timeToLive,
                turn);
    }

    /** Returns whether no answer is on its way to the others. */
    public boolean areAllSent() {
        return answers.areAllSent();
    }

    /** Returns how long look-ups took of late. */
    public RecentTimes times() {
        return answers.times();
    }

    /** Returns whether the store is not used for something now, because that went wrong of late. */
    public boolean isLeftAlone(SharedAnswers.Use use) {
        return answers.isLeftAlone(use);
    }

    SharedFigures figures() {
        return answers.figures();
    }
}
