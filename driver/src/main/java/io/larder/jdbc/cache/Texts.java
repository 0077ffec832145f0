package io.larder.jdbc.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.TableName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the queries of one database, by template: of those that were asked of late. Thread-safe. */
public final class Texts {
    private final Cache<String, TextFigures> texts;
    private final Statistics all;
    private final TableAccounts byTable = new TableAccounts();

    /** Those that are not known here any more, while somebody has them and may count on, as a schema has; by what is left to settle. */
    private final Cache<TextAccount, TextFigures> forgotten;

    /** @param maximum number of templates of which is known */
    Texts(int maximum, Statistics all) {
        this.all = all;
        // On the caller's thread: evicting one is too little work for a pool.
        this.texts = Caffeine.newBuilder()
                .maximumSize(maximum)
                .executor(Runnable::run)
                .evictionListener(
                        (@Nullable String template, @Nullable TextFigures text, RemovalCause cause) -> forgotten(text))
                .build();
        this.forgotten = Caffeine.newBuilder()
                .maximumSize(Schema.MAXIMUM_REMEMBERED)
                .weakValues()
                .executor(Runnable::run)
                .evictionListener((@Nullable TextAccount account, @Nullable TextFigures text, RemovalCause cause) ->
                        settled(account))
                .build();
    }

    /** Returns what counts for the template of a query; begun anew if it was not asked for long. */
    public TextFigures of(Read read) {
        return texts.get(
                read.template(), unseen -> new TextFigures(unseen, new TextAccount(read.tables(), all, byTable), all));
    }

    /** Returns what counts for each text, in no order. */
    public List<TextFigures> figures() {
        return List.copyOf(texts.asMap().values());
    }

    private void forgotten(@Nullable TextFigures text) {
        if (text != null) {
            forgotten.put(text.account(), text);
        }
    }

    private static void settled(@Nullable TextAccount account) {
        if (account != null) {
            account.settle();
        }
    }

    /** Returns how long the database would have taken for all hits, in nanoseconds; never falls. Looks at each text. */
    public long savedNanos() {
        settle();
        return all.savedNanos();
    }

    /** Returns what became of the queries of each table, forgotten texts included; never falls. Looks at each text. */
    Map<TableName, Outcomes> byTable() {
        settle();
        return byTable.outcomes();
    }

    private void settle() {
        // First the known ones: one that is forgotten meanwhile is among the others.
        texts.asMap().values().forEach(text -> text.account().settle());
        forgotten.cleanUp();
        forgotten.asMap().keySet().forEach(TextAccount::settle);
    }

    /** Returns how many texts there are. */
    public long size() {
        return texts.estimatedSize();
    }

    /** Returns what was counted of each text, in no order. */
    public List<TextFigures.Snapshot> snapshots() {
        return texts.asMap().values().stream().map(TextFigures::snapshot).toList();
    }
}
