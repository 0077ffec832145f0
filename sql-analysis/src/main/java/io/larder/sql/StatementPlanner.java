package io.larder.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.larder.sql.StatementPlan.Opaque.Commits;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the {@link StatementPlan} of a text; remembers the plans of the latest texts. Thread-safe. */
public final class StatementPlanner {
    /** Longer texts are looked at each time and not remembered. In characters. */
    static final int LONGEST_REMEMBERED = 100_000;

    /** Longer texts are not looked at. In characters. */
    static final int LONGEST_READ = 1_000_000;

    /** How the reason starts when the analysis itself failed. */
    static final String FAILURE = "a failure of the analysis: ";

    private final Dialect dialect;
    private final LexicalRules rules;
    private final StructureAnalysis analysis;
    private final Cache<String, StatementPlan> plans;
    private final Cache<String, StatementPlan> templates;

    /**
     * @param dialect how the text is lexed
     * @param maximumTexts how many exact texts are remembered at most
     */
    public StatementPlanner(Dialect dialect, int maximumTexts) {
        this(dialect, maximumTexts, Set.of());
    }

    /**
     * @param dialect how the text is lexed
     * @param maximumTexts how many exact texts are remembered at most
     * @param listedFunctions last parts of the names, in lower case, of users' functions that depend on their arguments alone
     */
    public StatementPlanner(Dialect dialect, int maximumTexts, Set<String> listedFunctions) {
        this.dialect = dialect;
        this.rules = LexicalRules.of(dialect);
        this.analysis = new StructureAnalysis(dialect, listedFunctions);
        // On the caller's thread: evicting a plan is too little work for a pool.
        this.plans = Caffeine.newBuilder()
                .maximumSize(maximumTexts)
                .executor(Runnable::run)
                .build();
        this.templates = Caffeine.newBuilder()
                .maximumSize(maximumTexts)
                .executor(Runnable::run)
                .build();
    }

    /** Returns the plan of a text. Never throws on any text; what is in doubt is {@link StatementPlan.Opaque}. */
    public StatementPlan plan(String sql) {
        if (sql.length() > LONGEST_REMEMBERED) {
            return sql.length() > LONGEST_READ ? new StatementPlan.Opaque("a very long text") : guarded(sql, false);
        }
        StatementPlan known = plans.getIfPresent(sql);
        if (known != null) {
            return known;
        }
        StatementPlan plan = guarded(sql, true);
        plans.put(sql, plan);
        return plan;
    }

    /** Number of remembered texts and templates, after pending evictions. */
    long remembered() {
        plans.cleanUp();
        templates.cleanUp();
        return plans.estimatedSize() + templates.estimatedSize();
    }

    /** The application's statement must reach the database whatever is wrong with us. */
    private StatementPlan guarded(String sql, boolean remember) {
        try {
            return read(sql, remember);
        } catch (RuntimeException | StackOverflowError e) {
            return new StatementPlan.Opaque(FAILURE + e.getClass().getName());
        }
    }

    private StatementPlan read(String sql, boolean remember) {
        if (dialect == Dialect.GENERIC) {
            return new StatementPlan.Opaque("the dialect is not known");
        }
        if (sql.indexOf('\0') >= 0) {
            return new StatementPlan.Opaque("a zero, which ends the text on its way to some servers");
        }
        List<Token> tokens = Lexer.lex(sql, rules);
        Optional<String> trouble = StatementText.trouble(tokens);
        if (trouble.isPresent()) {
            return new StatementPlan.Opaque(trouble.get());
        }
        StatementText text = StatementText.of(sql, tokens);
        Optional<StatementPlan.Console> console = ConsoleStatement.read(text);
        if (console.isPresent()) {
            return console.get();
        }
        if (dialect == Dialect.MARIADB && text.mayQuoteNames()) {
            return new StatementPlan.Opaque("double quotes, which a setting makes a name of");
        }
        Optional<StatementPlan> small = SmallStatement.read(text.significant(), dialect);
        StatementPlan plan = small.orElseGet(() -> structure(text, remember));
        if (plan instanceof StatementPlan.Opaque opaque) {
            return new StatementPlan.Opaque(
                    opaque.reason(), commits(text.significant().get(0)));
        }
        return plan instanceof StatementPlan.Read read ? complete(read, text) : plan;
    }

    /** What one statement can do with its transaction, whatever else it does. */
    private Commits commits(Token first) {
        if (dialect != Dialect.POSTGRESQL) {
            return Commits.MAYBE;
        }
        boolean query = first.isPunctuation('(') || Words.NEVER_COMMIT.stream().anyMatch(first::isWord);
        boolean routine = Words.COMMIT_ALONE.stream().anyMatch(first::isWord);
        return query ? Commits.NEVER : routine ? Commits.UNLESS_IN_TRANSACTION : Commits.MAYBE;
    }

    private StatementPlan structure(StatementText text, boolean remember) {
        Template template = Template.of(text.significant(), dialect == Dialect.POSTGRESQL);
        StatementPlan known = remember ? templates.getIfPresent(template.key()) : null;
        if (known != null) {
            return known;
        }
        StatementPlan plan = ofTemplate(analysis.of(template.tokens()), template.key());
        if (remember) {
            templates.put(template.key(), plan);
        }
        return plan;
    }

    private static StatementPlan ofTemplate(StatementPlan plan, String key) {
        return plan instanceof StatementPlan.Read read
                ? new StatementPlan.Read("", key, 0, read.tables(), read.names(), read.notCacheable(), "")
                : plan;
    }

    /** Adds to the plan of a template what only the text shows. */
    private StatementPlan complete(StatementPlan.Read read, StatementText text) {
        Optional<BypassReason> reason = read.notCacheable();
        if (reason.isEmpty() && RelativeDates.mentionedIn(text.tokens())) {
            reason = Optional.of(BypassReason.RELATIVE_DATE_LITERAL);
        }
        String question = Normalizer.question(text, dialect);
        Set<TableName> tables = read.tables();
        return new StatementPlan.Read(
                question, read.template(), text.parameterCount(), tables, read.names(), reason, text.hint());
    }
}
