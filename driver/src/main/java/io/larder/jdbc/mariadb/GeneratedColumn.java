package io.larder.jdbc.mariadb;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The expression of a virtual column, which MariaDB evaluates when it is read: it may ask for the time or for chance. */
final class GeneratedColumn {
    private static final Pattern CALL = Pattern.compile("([a-z_0-9]+)\\s*\\(");

    private static final Set<String> EXACT = Set.of(
            "abs",
            "and",
            "char_length",
            "coalesce",
            "concat",
            "concat_ws",
            "greatest",
            "if",
            "ifnull",
            "in",
            "json_extract",
            "json_unquote",
            "json_value",
            "lcase",
            "least",
            "left",
            "length",
            "lower",
            "ltrim",
            "md5",
            "nullif",
            "or",
            "replace",
            "right",
            "round",
            "rtrim",
            "sha1",
            "sha2",
            "substr",
            "substring",
            "trim",
            "ucase",
            "upper");

    private GeneratedColumn() {}

    /** Returns whether its value follows from the other columns; the expression is as the server writes it. */
    static boolean isExact(@Nullable String expression) {
        if (expression == null) {
            return false;
        }
        Matcher call = CALL.matcher(expression.toLowerCase(Locale.ROOT));
        while (call.find()) {
            if (!EXACT.contains(call.group(1))) {
                return false;
            }
        }
        return true;
    }
}
