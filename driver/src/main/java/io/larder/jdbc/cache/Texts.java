package io.larder.jdbc.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.larder.sql.StatementPlan.Read;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the queries of one database, by template: of those that were asked of late. Thread-safe. */
public final class Texts {
    private final Cache<String, TextFigures> texts;
    private final Statistics all;

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
    }

    /** Returns what counts for a template; begun anew if it was not asked for long. */
    public TextFigures of(String template) {
        return texts.get(template, unseen -> new TextFigures(unseen, all));
    }

    /** Returns what counts for the template of a query; begun anew if it was not asked for long. */
    public TextFigures of(Read read) {
        return texts.get(read.template(), unseen -> new TextFigures(unseen, read.tables(), all));
    }

    /** Returns what counts for each text, in no order. */
    public List<TextFigures> figures() {
        return List.copyOf(texts.asMap().values());
    }

    private static void forgotten(@Nullable TextFigures text) {
        if (text != null) {
            // What it has not counted yet is counted now or never.
            text.savedNanos();
        }
    }

    /** Returns how long the database would have taken for all hits, in nanoseconds; never falls. Looks at each text. */
    public long savedNanos() {
        texts.asMap().values().forEach(TextFigures::savedNanos);
        return all.savedNanos();
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
