package io.larder.integration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an application saw, line by line: results, and failures with all that can be seen of them. */
final class Transcript {
    private final List<String> lines = new ArrayList<>();

    /** A call that gives something or fails. */
    interface Call {
        @Nullable
        Object run() throws Exception;
    }

    /** A call that gives nothing. */
    interface Action {
        void run() throws Exception;
    }

    void see(String what, Call call) {
        String seen;
        try {
            seen = text(call.run());
        } catch (Exception failure) {
            seen = failure(failure);
        }
        lines.add(what + " → " + seen);
    }

    void act(String what, Action action) {
        see(what, () -> {
            action.run();
            return "done";
        });
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    static String failure(Throwable failure) {
        String seen = failure.getClass().getName();
        if (failure instanceof SQLException refused) {
            seen += " " + refused.getSQLState() + " " + refused.getErrorCode() + " " + refused.getMessage();
        }
        return failure.getCause() == null ? seen : seen + " because of " + failure(failure.getCause());
    }

    private static String text(@Nullable Object value) throws SQLException {
        if (value instanceof Object[] array) {
            return Arrays.deepToString(array);
        }
        return value instanceof ResultSet rows ? Client.read(rows).toString() : String.valueOf(value);
    }
}
