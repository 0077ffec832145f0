package io.larder.jdbc.rules;

import io.larder.sql.StatementPlan.Read;
import io.larder.sql.TableName;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What holds for the queries of one template, as it was last found out. Thread-safe. */
public final class Treatments {
    /** Of further comments it is found out each time. */
    private static final int REMEMBERED = 64;

    private volatile @Nullable Decided plain;
    private final ConcurrentMap<String, Decided> hinted = new ConcurrentHashMap<>();

    /**
     * @param rules by which it was decided; others may say otherwise
     * @param tables for which it was decided; more may become known
     */
    private record Decided(Rules rules, Set<TableName> tables, Treatment treatment) {
        boolean isFor(Rules now, Set<TableName> tablesNow) {
            return rules == now && tables == tablesNow;
        }
    }

    /**
     * Returns what holds for a query. Compares two references, unless the rules are others than they were.
     *
     * @param tables all that it reads; the same object unless others became known
     */
    public Treatment of(Rules rules, Read read, Set<TableName> tables) {
        String hint = read.hint();
        if (hint.isEmpty()) {
            if (rules.isEmpty()) {
                return Treatment.AS_USUAL;
            }
            Decided known = plain;
            if (known == null || !known.isFor(rules, tables)) {
                known = decide(rules, read, tables);
                plain = known;
            }
            return known.treatment();
        }
        Decided known = hinted.get(hint);
        if (known == null || !known.isFor(rules, tables)) {
            known = decide(rules, read, tables);
            if (hinted.size() < REMEMBERED || hinted.containsKey(hint)) {
                hinted.put(hint, known);
            }
        }
        return known.treatment();
    }

    private static Decided decide(Rules rules, Read read, Set<TableName> tables) {
        Hint hint = read.hint().isEmpty() ? Hint.NONE : Hint.of(read.hint());
        Set<TableName> all = new HashSet<>(tables);
        all.addAll(read.tables());
        Treatment treatment = rules.treatment(read.template(), all, hint);
        return new Decided(rules, tables, treatment);
    }
}
