package io.larder.jdbc.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** Writes docs/console.md, its tables from the code. ConsoleTest runs every statement of its examples. */
final class ConsolePage {
    private static final String INTRODUCTION = """
            # The console

            <!-- Made from Topic and the views by ConsolePage. Change them, not this file; the test says how to write it anew. -->

            A connection through Larder answers some texts that no database understands: from the application, from any SQL
            tool, from a test.

            ```sql
            SHOW LARDER STATUS
            SHOW LARDER STATS
            SHOW LARDER QUERIES
            SHOW LARDER QUERIES LIMIT 10
            SHOW LARDER TABLES
            SHOW LARDER BYPASSED
            SHOW LARDER NODES
            SHOW LARDER CONFIG
            SHOW LARDER WARMUP
            EXPLAIN LARDER SELECT id, name FROM item WHERE id = ?
            SET LARDER CACHING = OFF
            SET LARDER CACHING = ON
            FLUSH LARDER TABLE item
            FLUSH LARDER
            ```

            Letter case does not matter; a semicolon at the end and comments are allowed. Answers are ResultSets of the database's
            own driver, on the application's own statement: Larder asks the database for rows of constants, so a console needs
            a database that answers, and in a failed transaction of PostgreSQL it gets the error that everybody gets there.
            Figures are those of this process and this database, whoever connected. A database that Larder does not know has no
            console, nor has a session that reads text by other rules (`standard_conforming_strings = off`).

            - `execute` and `executeQuery` give one result, of `Statement` and of `PreparedStatement`: a prepared one tells of the
              moment of its execution. `executeUpdate` does nothing and gives the driver's usual answer to a query. Batches and
              `prepareCall` are not for the console.
            - What is not understood is refused with SQLState 42601, and the message lists what there is.
            - `larder.console=false` switches all of it off: the texts then go to the database, which refuses them.
            - Everybody may look. Texts are shown without their literals, options without secrets. `FLUSH LARDER` and
              `WARM LARDER` change something for others: `larder.console.admins` lists the database's users who may do that
              (SQLState 42501 for others); by default all may, as they could have the same effect by writing. `SET LARDER` is of
              the own session only.
            - No other statement is touched. What a database could understand stays the database's: `SET larder.x = 1` of
              PostgreSQL, `EXPLAIN larder` and `EXPLAIN larder name` of MariaDB, which describe a table.
            """;

    private static final String EXPLAIN = """

            ## EXPLAIN LARDER

            Says what Larder knows of a statement and would do with it now, in this session, without running it. Parameters stay
            open. Rows of `property` and `value`:

            | property | of | |
            |---|---|---|
            | `kind` | all | query, write, transaction, session setting, or not understood, and why |
            | `cacheable`, `reason`, `meaning` | queries | whether an answer would be looked for, and why not |
            | `tables_read` | queries, writes | each with what brings it in: named, or by a view, policy, partition or heir |
            | `tables_written` | queries, writes, what is not understood | what would be announced, cascades included |
            | `may_commit` | what is not understood | whether it may end a transaction by itself |
            | `question`, `parameters`, `settings_in_key` | queries | what an answer is found by |
            | `ttl`, `ttl_set_by` | queries | age after which an answer is not served, and the rule, comment or option that says so |
            | `cached_now`, `answers`, `age` | queries | answers in memory that would be served to this session, whatever their parameters; the youngest one's age |
            | `requests` … `saved_millis` | queries | what became of all queries of that text, as in `SHOW LARDER QUERIES` |

            ## FLUSH LARDER

            Has the effect of a write to the tables that was done elsewhere: in all processes, and in Redis, no answer from before
            is served any more. Without tables that is everything, and the schema and the rights are read again. Tables are named
            with or without their schema, which does not count. One row, `result`, says what was done.

            ## SET LARDER

            `SET LARDER CACHING = OFF` has the database answer everything that this connection asks from then on, `ON` ends that.
            What it writes invalidates all the same. It belongs to the connection object: a pool that hands it out again gives it to
            the next user as it was left.

            ## WARM LARDER

            `WARM LARDER FROM 'classpath:warm.sql'` begins to run a warm-up script in the background; one row, `result`, says what
            was begun. `SHOW LARDER WARMUP` shows how far it is. Not every connection knows how to open further ones: SQLState
            0A000 otherwise.
            """;

    private ConsolePage() {}

    /** Writes the page into the repository that the working directory belongs to. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(file(), content());
    }

    static Path file() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("sql-analysis"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not started inside the project");
        }
        return folder.resolve("docs").resolve("console.md");
    }

    static String content() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (Topic topic : Topic.values()) {
            page.append("\n## SHOW LARDER ").append(topic.name()).append("\n\n");
            page.append(topic.description()).append("\n\n| column | type | |\n|---|---|---|\n");
            for (Column column : topic.view().columns()) {
                page.append("| `%s` | %s | %s |\n"
                        .formatted(column.name(), column.type().name().toLowerCase(Locale.ROOT), column.description()));
            }
        }
        return page.append(EXPLAIN).toString();
    }
}
