package io.larder.jdbc.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A URL of Larder, {@code jdbc:larder:<rest>}, taken apart. It names the database as {@code jdbc:<rest>}, without the
 * options of Larder that it may hold in the syntax of that database's driver.
 *
 * @param driverUrl the URL for the database's own driver, byte for byte what the user wrote but for Larder's prefix and
 *     options; an option goes together with the delimiter before it
 * @param options Larder's, in the order in which they were written; names may be unknown
 */
public record LarderUrl(String driverUrl, List<GivenOption> options) {
    private static final String PREFIX = "jdbc:larder:";
    private static final String WHERE = "the URL";

    public LarderUrl {
        options = List.copyOf(options);
    }

    /**
     * Returns whether a URL is one of Larder's, even if it names no database. Letter case matters, as it does for the
     * drivers of PostgreSQL, H2 and MariaDB: {@code JDBC:LARDER:} is nobody's.
     */
    public static boolean accepts(@Nullable String url) {
        return url != null && url.startsWith(PREFIX);
    }

    /**
     * Takes a URL apart.
     *
     * @throws SQLException if the URL is not one of Larder's, names no database, or names Larder as the database
     */
    static LarderUrl parse(String url) throws SQLException {
        if (!accepts(url)) {
            throw new InvalidConfiguration("A URL of Larder begins with " + PREFIX);
        }
        String rest = url.substring(PREFIX.length());
        requireDatabase(rest);
        return withoutOptions(rest, UrlSyntax.of(rest));
    }

    private static void requireDatabase(String rest) throws SQLException {
        if (rest.isEmpty()) {
            throw new InvalidConfiguration(
                    "The URL names no database: write " + PREFIX + " and then the database's URL without its jdbc:");
        }
        if (rest.startsWith("jdbc:")) {
            throw new InvalidConfiguration("The URL has jdbc: twice: write " + PREFIX + "postgresql://…, not " + PREFIX
                    + "jdbc:postgresql://…");
        }
        if (rest.startsWith("larder:")) {
            throw new InvalidConfiguration("The URL has larder: twice: one cache in front of another gains nothing");
        }
    }

    private static LarderUrl withoutOptions(String rest, UrlSyntax syntax) throws SQLException {
        List<Integer> delimiters = syntax.delimiters(rest);
        List<GivenOption> options = new ArrayList<>();
        StringBuilder kept = new StringBuilder("jdbc:");
        kept.append(rest, 0, delimiters.isEmpty() ? rest.length() : delimiters.get(0));
        boolean questionMarkRemoved = false;
        for (int i = 0; i < delimiters.size(); i++) {
            int start = delimiters.get(i);
            int end = i + 1 < delimiters.size() ? delimiters.get(i + 1) : rest.length();
            char delimiter = rest.charAt(start);
            String parameter = rest.substring(start + 1, end);
            if (DriverOption.isOurs(parameter)) {
                options.add(option(parameter, delimiter, syntax));
                questionMarkRemoved |= delimiter == '?';
            } else if (!questionMarkRemoved) {
                kept.append(delimiter).append(parameter);
            } else if (!parameter.isEmpty()) {
                // What follows a removed first parameter is now the first.
                kept.append('?').append(parameter);
                questionMarkRemoved = false;
            }
        }
        return new LarderUrl(kept.toString(), options);
    }

    private static GivenOption option(String parameter, char delimiter, UrlSyntax syntax) throws SQLException {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        String value = equals < 0 ? "" : parameter.substring(equals + 1);
        return new GivenOption(name, delimiter == ';' ? syntax.unescape(value) : decode(name, value), WHERE);
    }

    private static String decode(String name, String value) throws SQLException {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidConfiguration(
                    "Option " + name + " in " + WHERE + " is not percent-encoded as it should be: " + value, malformed);
        }
    }
}
