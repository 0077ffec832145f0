package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Sql.Template;
import io.larder.integration.lockstep.Step.Batch;
import io.larder.integration.lockstep.Step.Copy;
import io.larder.integration.lockstep.Step.Effect;
import io.larder.integration.lockstep.Step.How;
import io.larder.integration.lockstep.Step.Run;
import io.larder.integration.lockstep.Step.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** What sessions do next: mostly reads of a few questions, some of them far more often than others. */
final class RandomStatements {
    private static final int QUESTIONS = 40;
    /** Parameters of questions come from few ids, so that they come again. */
    private static final int HOT_IDS = 3;
    /** Five of six reads are one of this many that were asked last, by whatever session. */
    private static final int RECENT = 4;
    /** How many steps there are between one change from quiet to busy, or back, and the next, on average. */
    private static final int WEATHER_LASTS = 40;

    private final RandomSchema schema;
    private final Flavor flavor;
    private final Random random;
    private final RandomQueries queries;
    private final RandomWrites writes;
    private final RandomDefinitions definitions;
    private final RandomControl control;
    private final List<Template> questions;
    private final boolean shadows;
    /** How many of a thousand steps change the schema: each makes Larder read it again, and forget all that it knows. */
    private final int definitionRate;

    private final List<Read> recent = new ArrayList<>();
    /** Whether much is written at the moment. */
    private boolean busy;

    private record Read(Sql sql, How how) {}

    RandomStatements(RandomSchema schema, Dialect dialect, Flavor flavor, Random random) {
        // In one round of so many the schema changes, and code of users may do anything. MariaDB takes long to tell its
        // schema.
        boolean wild = random.nextInt(flavor.pick(4, 4, 16)) == 0;
        Vocabulary words = new Vocabulary(schema, flavor, random, wild);
        this.flavor = flavor;
        this.random = random;
        this.queries = new RandomQueries(words, dialect);
        this.writes = new RandomWrites(words, dialect);
        this.definitions = new RandomDefinitions(words, dialect);
        this.control = new RandomControl(words, dialect);
        this.questions = Stream.generate(queries::next).limit(QUESTIONS).toList();
        this.shadows = random.nextInt(3) == 0;
        this.definitionRate = wild ? 8 : 0;
        this.schema = schema;
    }

    RandomControl control() {
        return control;
    }

    /** What is run in each session at its start. */
    List<Step> opening() {
        return control.opening();
    }

    Step next(SessionState me) {
        if (me.isFailed() && random.nextInt(3) > 0) {
            return me.savepoints() > 0 && random.nextInt(3) == 0 ? control.amid(me) : control.ending(me);
        }
        if (random.nextInt(WEATHER_LASTS) == 0) {
            busy = random.nextInt(3) == 0;
        }
        int kind = random.nextInt(1000);
        if (kind < (busy ? 350 : 20)) {
            return write();
        }
        if (kind < (busy ? 356 : 25)) {
            return control.setting();
        }
        if (kind > 999 - definitionRate) {
            return definition(me);
        }
        // Transactions are short, and begin now and then.
        return random.nextInt(100) < (me.isOpen() ? 14 : me.autoCommit() ? 4 : 25) ? transaction(me) : read();
    }

    private Step read() {
        boolean again = !recent.isEmpty() && random.nextInt(6) > 0;
        Read read = again ? recent.get(random.nextInt(recent.size())) : newRead();
        if (!again) {
            if (recent.size() == RECENT) {
                recent.remove(0);
            }
            recent.add(read);
        }
        Sql sql = decorated(read.sql(), read.how().isPrepared() ? 10 : 5);
        return new Run(sql, read.how(), settings(sql, read.how()), Effect.NONE);
    }

    private Read newRead() {
        boolean known = random.nextInt(10) > 0;
        // The cube makes the first ones hot.
        double place = Math.pow(random.nextDouble(), 3);
        Template template = known ? questions.get((int) (place * QUESTIONS)) : queries.next();
        How how = reading();
        return new Read(template.fill(flavor, how.isPrepared(), known ? HOT_IDS : RandomSchema.IDS, random), how);
    }

    private How reading() {
        int kind = random.nextInt(20);
        return kind < 10 ? How.PREPARED_QUERY : kind < 13 ? How.PREPARED_EXECUTE : kind < 18 ? How.QUERY : How.EXECUTE;
    }

    private Settings settings(Sql sql, How how) {
        boolean kept = random.nextInt(10) < (how.isPrepared() ? 6 : 3);
        boolean scrollable = random.nextInt(20) == 0;
        int maxRows = sql.ordered() && random.nextInt(20) == 0 ? 1 + random.nextInt(2) : 0;
        int fetchSize = random.nextInt(20) == 0 ? 2 : 0;
        int readRows = random.nextInt(20) == 0 ? 1 : Integer.MAX_VALUE;
        return new Settings(kept, scrollable, maxRows, fetchSize, readRows);
    }

    private Step write() {
        int kind = random.nextInt(40);
        if (kind == 39 && flavor.isPostgres()) {
            return copy();
        }
        kind /= 2;
        if (kind < 3) {
            How how = random.nextBoolean() ? How.PREPARED_QUERY : How.EXECUTE;
            return writing(writes.returning(), how);
        }
        if (kind < 5) {
            return batch();
        }
        How[] ways = {
            How.UPDATE, How.PREPARED_UPDATE, How.EXECUTE, How.PREPARED_EXECUTE, How.LARGE_UPDATE, How.GENERATED_KEYS
        };
        return writing(writes.counting(), ways[random.nextInt(random.nextInt(4) == 0 ? ways.length : 4)]);
    }

    private Step writing(Template template, How how) {
        Sql sql = template.fill(flavor, how.isPrepared() && isPlain(template), RandomSchema.IDS, random);
        // The driver would add a clause to what is not an INSERT, UPDATE or DELETE as well.
        How fitting = how == How.GENERATED_KEYS && !template.text().startsWith("insert") ? How.PREPARED_UPDATE : how;
        boolean kept = random.nextInt(3) == 0 && fitting != How.GENERATED_KEYS;
        Settings settings = new Settings(kept, false, 0, 0, Integer.MAX_VALUE);
        return new Run(decorated(sql, 3), fitting, settings, Effect.NONE);
    }

    /** Blocks take no parameters, and neither do several statements in one text, in all databases. */
    private static boolean isPlain(Template template) {
        return !template.text().startsWith("do ") && !template.text().contains(";");
    }

    private Step copy() {
        String table = random.nextBoolean() ? "swap_one" : "tally";
        if (random.nextInt(3) == 0) {
            return new Copy("copy (select * from " + table + " order by id) to stdout", null, Set.of());
        }
        String rows = random.nextInt(RandomSchema.IDS) + "\t5\tab\n" + (50 + random.nextInt(30)) + "\t6\t\\N\n";
        return new Copy("copy " + table + " from stdin", rows, schema.locks(table));
    }

    private Step batch() {
        boolean prepared = random.nextBoolean();
        Template template = writes.repeated();
        List<Sql> statements = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Template each = prepared ? template : writes.repeated();
            statements.add(each.fill(flavor, prepared, RandomSchema.IDS, random));
        }
        return new Batch(statements, prepared);
    }

    private Step transaction(SessionState me) {
        if (!me.isOpen()) {
            return control.beginning(me);
        }
        return random.nextInt(4) == 0 ? control.amid(me) : control.ending(me);
    }

    private Step definition(SessionState me) {
        return shadows && me.name().equals("dave") && random.nextInt(3) == 0
                ? definitions.shadowing()
                : definitions.next();
    }

    private Sql decorated(Sql sql, int oneIn) {
        return random.nextInt(oneIn) == 0 && !sql.text().contains("$$")
                ? new Sql(Decoration.decorate(sql.text(), flavor, random), sql.values(), sql.ordered(), sql.locks())
                : sql;
    }
}
