package io.larder.jdbc.h2;

import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import org.h2.engine.Database;

/**
 * Tells databases of one name apart: a database that was dropped and made anew, in memory or as a file, is another one.
 * Thread-safe.
 */
final class DatabaseNumbers {
    /** Another process numbers its databases from 1 as well. */
    private static final String PROCESS = UUID.randomUUID().toString();

    /** {@link Database} compares by identity. */
    private static final Map<Database, Long> NUMBERS = new WeakHashMap<>();

    private static long last;

    private DatabaseNumbers() {}

    /** Returns what no other database has, neither in this process nor in another one. */
    static String of(Database database) {
        synchronized (NUMBERS) {
            return PROCESS + '/' + NUMBERS.computeIfAbsent(database, unseen -> ++last);
        }
    }
}
