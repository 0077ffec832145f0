package io.larder.invalidation;

import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clocks of all tables of one database, and the order of all changes in this process. Thread-safe.
 *
 * <p>The rules (docs/correctness.md explains them):
 *
 * <ol>
 *   <li>A reader takes its stamp before its query runs, and stores only if nothing moved meanwhile.
 *   <li>A writer announces its changes before COMMIT is sent, and closes the announcement when the outcome is known.
 *   <li>An answer is served only while none of its tables has an announcement open or has changed after its stamp.
 * </ol>
 */
public final class TableClocks {
    private final AtomicLong position = new AtomicLong();
    private final TableClock everything = new TableClock();
    private final TableClock schema = new TableClock();
    private final ConcurrentMap<TableName, TableClock> tables = new ConcurrentHashMap<>();

    /** Returns what an answer that was read from these tables depends on. */
    public Dependencies dependenciesOn(Set<TableName> names) {
        TableClock[] clocks = new TableClock[names.size() + 1];
        clocks[0] = everything;
        int next = 1;
        for (TableName name : names) {
            clocks[next++] = clockOf(name);
        }
        return new Dependencies(clocks);
    }

    /** Returns what knowledge of the schema depends on. */
    public Dependencies dependenciesOnSchema() {
        return new Dependencies(new TableClock[] {schema});
    }

    /** Returns the position of the last change. To be called before the query runs whose answer will carry it. */
    public Stamp now() {
        return new Stamp(position.get());
    }

    /**
     * Announces changes that are about to be committed: until the announcement is closed, no answer that depends on them
     * is served or stored. To be called before COMMIT, or an autocommit statement, is sent.
     */
    public Announcement announce(Change change) {
        Announcement announcement = new Announcement(this, clocksOf(change), change);
        announcement.open();
        return announcement;
    }

    /**
     * Announces that the schema, or rights, may be about to change: until the announcement is closed nothing is known of it,
     * and then it has to be looked at. Answers stay good if it turns out to be the same.
     */
    public Announcement announceDoubtOfSchema() {
        Announcement announcement = new Announcement(this, new TableClock[] {schema}, Change.NOTHING);
        announcement.open();
        return announcement;
    }

    /**
     * Returns whether all answers are dead that were kept while the schema was known under a stamp: it has changed since, and
     * with its latest change, or after it, everything has.
     */
    public boolean everythingOutdatedSince(Stamp stamp) {
        long schemaChanged = schema.lastChange();
        return schemaChanged > stamp.position() && everything.lastChange() >= schemaChanged;
    }

    /** Returns what is known of the changes of each table that was read or written, in no order. */
    public Map<TableName, TableActivity> activities() {
        Map<TableName, TableActivity> known = new HashMap<>();
        tables.forEach((name, clock) -> known.put(name, clock.activity()));
        return known;
    }

    /** Returns what is known of the changes that may have been of any table. */
    public TableActivity activityOfEverything() {
        return everything.activity();
    }

    long advance() {
        return position.incrementAndGet();
    }

    private TableClock[] clocksOf(Change change) {
        return change.match(
                some -> clocksOf(some.changes()),
                all -> all.schemaToo() ? new TableClock[] {everything, schema} : new TableClock[] {everything});
    }

    /** A table that is changed in two ways has its clock in there twice, and is opened and closed twice. */
    private TableClock[] clocksOf(Set<TableChange> changes) {
        TableClock[] clocks = new TableClock[changes.size()];
        int next = 0;
        for (TableChange change : changes) {
            clocks[next++] = clockOf(change.table());
        }
        return clocks;
    }

    private TableClock clockOf(TableName name) {
        TableClock known = tables.get(name);
        return known != null ? known : tables.computeIfAbsent(name, absent -> new TableClock());
    }
}
