package io.larder.jdbc.config;

import java.util.ArrayList;
import java.util.List;

/**
 * How a database's driver writes parameters into its URL, as far as is needed to tell where one begins and ends.
 * Measured with pgjdbc 42.7, MariaDB Connector/J 3.5 and H2 2.5, and read in the sources of mssql-jdbc.
 */
enum UrlSyntax {
    /** {@code ?a=b&c=d}, where a value may contain {@code ?} and {@code ;}. */
    QUERY {
        @Override
        List<Integer> delimiters(String url) {
            List<Integer> positions = new ArrayList<>();
            int start = url.indexOf('?');
            for (int at = start; at >= 0; at = url.indexOf('&', at + 1)) {
                positions.add(at);
            }
            return positions;
        }
    },

    /** {@code ;A=B;C=D}, where a backslash in a value takes the next character as it is. */
    H2 {
        @Override
        List<Integer> delimiters(String url) {
            List<Integer> positions = new ArrayList<>();
            int start = url.indexOf(';');
            for (int at = start; at >= 0 && at < url.length(); at++) {
                if (url.charAt(at) == ';') {
                    positions.add(at);
                } else if (url.charAt(at) == '\\') {
                    at++;
                }
            }
            return positions;
        }

        @Override
        String unescape(String value) {
            return value.replaceAll("\\\\(.)", "$1");
        }
    },

    /** {@code ;a=b;c={d;e}}, where braces hold a value together and <code>}}</code> in them is one brace. */
    SQL_SERVER {
        @Override
        List<Integer> delimiters(String url) {
            List<Integer> positions = new ArrayList<>();
            int start = url.indexOf(';');
            for (int at = start; at >= 0 && at < url.length(); at++) {
                if (url.charAt(at) == ';') {
                    positions.add(at);
                } else if (url.charAt(at) == '=') {
                    at = endOfBraces(url, at);
                }
            }
            return positions;
        }

        @Override
        String unescape(String value) {
            String bare = value.strip();
            return bare.length() > 1 && bare.startsWith("{") && bare.endsWith("}")
                    ? bare.substring(1, bare.length() - 1).replace("}}", "}")
                    : value;
        }
    },

    /** Any other driver: parameters may begin after the first {@code ?}, then after {@code &}, or after {@code ;}. */
    EITHER {
        @Override
        List<Integer> delimiters(String url) {
            List<Integer> positions = new ArrayList<>();
            int query = url.indexOf('?');
            for (int at = 0; at < url.length(); at++) {
                char character = url.charAt(at);
                if (character == ';' || at == query || (character == '&' && query >= 0 && at > query)) {
                    positions.add(at);
                }
            }
            return positions;
        }
    };

    /** Returns the syntax of a URL that is written without {@code jdbc:}. */
    static UrlSyntax of(String url) {
        return switch (url.substring(0, Math.max(0, url.indexOf(':')))) {
            case "postgresql", "mariadb", "mysql" -> QUERY;
            case "h2" -> H2;
            case "sqlserver" -> SQL_SERVER;
            default -> EITHER;
        };
    }

    /** Returns the positions of the characters after which a parameter begins; it ends at the next one. */
    abstract List<Integer> delimiters(String url);

    /** Returns what a value after {@code ;} means. */
    String unescape(String value) {
        return value;
    }

    /** Returns where the brace is that closes the value after an equals sign; if none is open, where that sign is. */
    private static int endOfBraces(String url, int equals) {
        int open = equals + 1;
        while (url.startsWith(" ", open)) {
            open++;
        }
        if (!url.startsWith("{", open)) {
            return equals;
        }
        for (int at = open + 1; at < url.length(); at++) {
            if (url.startsWith("}}", at)) {
                at++;
            } else if (url.charAt(at) == '}') {
                return at;
            }
        }
        return url.length();
    }
}
