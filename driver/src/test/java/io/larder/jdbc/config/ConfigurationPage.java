package io.larder.jdbc.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;

/** Writes docs/configuration.md from the table of options. Its examples are run through the code when it is written. */
final class ConfigurationPage {
    private static final String[][] EXAMPLES = {
        {"PostgreSQL", "jdbc:larder:postgresql://db/shop?larder.ttl=5m&sslmode=require"},
        {"MariaDB", "jdbc:larder:mariadb://db/shop?useCompression=true&larder.maxRows=500"},
        {"MySQL", "jdbc:larder:mysql://db/shop?larder.memory=256MB"},
        {"H2", "jdbc:larder:h2:mem:shop;MODE=PostgreSQL;LARDER.TTL=30s"},
        {"SQL Server", "jdbc:larder:sqlserver://db;databaseName=shop;larder.mode=off"},
        {"another", "jdbc:larder:derby:shop;larder.ttl=1h;create=true"},
    };

    private static final String INTRODUCTION = """
            # Configuration

            <!-- Made from DriverOption by ConfigurationPage. Change them, not this file; the test says how to write it anew. -->

            Put `larder:` after `jdbc:` in the URL. Everything has a default; nothing else needs to be set.

            ## Where to write an option

            Where one option is written in several places, the first of these is in effect:

            | | place | form |
            |---|---|---|
            | 1 | the URL | as the database's driver writes parameters, see below |
            | 2 | the `Properties` given to connect, the options of a data source | `larder.maxRows` |
            | 3 | a system property | `-Dlarder.maxRows=500` |
            | 4 | an environment variable | `LARDER_MAX_ROWS=500` |
            | 5 | a properties file | `larder.maxRows=500` |
            | 6 | the default | |

            - Environment variables: capital letters, `_` for the dot and before each capital letter of the name. A variable
              that is set to nothing counts as not set.
            - The file is the one that `larder.config` names in one of the places 1 to 4; otherwise `larder.properties` in the
              root of the class path (context class loader); otherwise `larder.properties` in the working directory. Only one
              of them is read, each time a connection is opened, as UTF-8. Its names that do not begin with `larder.` are
              left alone.
            - The letter case of names does not matter, except for environment variables.
            - The database's driver never sees Larder's options.

            ## What is refused

            Connecting fails with SQLState 08001, and the message says what to write, if

            - a name that begins with `larder.` is unknown in the URL, the properties or the file (system properties and
              environment variables of unknown names are only warned of, once, because others write there too);
            - the value in effect is not allowed;
            - one place gives one option two values;
            - a file that was named is missing, or one that is there can't be read.

            """;

    private static final String URLS = """
            ## In a URL

            With PostgreSQL, MariaDB and MySQL options are written as `?name=value&name=value`, and values are
            percent-decoded. With H2 and SQL Server they are written as `;name=value`, and values follow that driver's rules
            (`\\;` in H2, `{…}` in SQL Server). With any other database both forms are found. The driver gets the URL as if
            the option had never been written:

            """;

    private static final String VALUES = """

            ## Data sources

            | class in `io.larder.jdbc` | for | around |
            |---|---|---|
            | `LarderDataSource` | applications, pools | any `DataSource`, or a URL |
            | `LarderConnectionPoolDataSource` | pools that ask for one | the driver's `ConnectionPoolDataSource`, or a URL of PostgreSQL, H2 or MariaDB |
            | `LarderXADataSource` | transaction managers | the driver's `XADataSource`, or a URL of PostgreSQL, H2 or MariaDB |

            All have the properties `dataSource`, `url`, `user`, `password` and `options`. Put them below the pool and not
            around it. A connection that is cached already is not cached twice.

            ## Values

            Sizes are bytes, with `KB`, `MB`, `GB`, `TB` (powers of 1000) or `KiB`, `MiB`, `GiB`, `TiB` (powers of 1024).
            Durations are whole numbers with `ms`, `s`, `m`, `h` or `d`, or ISO 8601 (`PT10M`); a number without a unit is
            refused.

            ## Options

            | option | default | give | what it does |
            |---|---|---|---|
            """;

    private ConfigurationPage() {}

    /** Writes the page into the repository that the working directory belongs to. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Files.writeString(file(), content());
    }

    static Path file() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("sql-analysis"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not started inside the project");
        }
        return folder.resolve("docs").resolve("configuration.md");
    }

    static String content() throws SQLException {
        return INTRODUCTION + URLS + examples() + VALUES + options();
    }

    private static String examples() throws SQLException {
        StringBuilder table = new StringBuilder("| database | you write | its driver gets |\n|---|---|---|\n");
        for (String[] example : EXAMPLES) {
            ResolvedConfig resolved = DriverConfig.resolve(example[1], null);
            table.append("| %s | `%s` | `%s` |\n".formatted(example[0], example[1], resolved.driverUrl()));
        }
        return table.toString();
    }

    private static String options() {
        StringBuilder table = new StringBuilder();
        for (DriverOption<?> option : DriverOption.ALL) {
            table.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %s |%n".replace("%n", "\n"),
                    option.name(),
                    option.defaultText().map(text -> "`" + text + "`").orElse(""),
                    option.type().allowed(),
                    option.description()));
        }
        return table.toString();
    }
}
