package io.larder.jdbc.console;

import io.larder.sql.StatementPlan;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Answers what one connection asks Larder itself, by the text of a query that gives the answer's rows. As thread-safe as the
 * connection.
 */
public final class Console {
    private static final View EXPLANATION = new Explanation();
    private static final View FLUSH = new Flush();
    private static final View WARM_START = new WarmStart();
    private static final View SESSION_SWITCH = new SessionSwitch();

    private final Surroundings at;
    private final ConstantRows rows;

    public Console(Surroundings at) {
        this.at = at;
        this.rows = new ConstantRows(at.database().support().dialect());
    }

    /**
     * Returns what the database is to be given in place of a text.
     *
     * @param statement the driver's own, which will run it
     * @return the text itself, if it is not for Larder, or the user wants no console
     * @throws SQLException if it is not understood (SQLState 42601), or not allowed (42501)
     */
    public String answer(StatementPlan plan, String sql, Statement statement) throws SQLException {
        if (!(plan instanceof StatementPlan.Console command) || !isFor(statement)) {
            return sql;
        }
        View view = view(command);
        if (view.changesSomething()) {
            mustBeAdmin(command.verb());
        }
        boolean shows = command.verb().equals("show");
        List<String> words = shows ? command.words().subList(1, command.words().size()) : command.words();
        return rows.query(view.columns(), view.rows(new Request(at, words, command.rest(), statement)));
    }

    /** As {@link #answer}, but without rows, and without doing anything: for a call that gives none. */
    public String shape(StatementPlan plan, String sql) throws SQLException {
        return plan instanceof StatementPlan.Console command && at.config().console()
                ? rows.query(view(command).columns(), List.of())
                : sql;
    }

    /** Prepares a text, or in its place something that answers anew at each execution. */
    public PreparedStatement prepare(String sql, PreparedAnswer.Preparing preparing) throws SQLException {
        StatementPlan plan = at.runner().plan(sql);
        return plan instanceof StatementPlan.Console && at.config().console()
                ? PreparedAnswer.of(preparing, shape(plan, sql), statement -> answer(plan, sql, statement))
                : preparing.prepare(sql);
    }

    /** A closed statement is asked for its error, and nothing is done. */
    private boolean isFor(Statement statement) throws SQLException {
        return at.config().console() && !statement.isClosed();
    }

    private static View view(StatementPlan.Console command) throws SQLException {
        return switch (command.verb()) {
            case "show" -> topic(command.words()).view();
            case "explain" -> EXPLANATION;
            case "flush" -> FLUSH;
            case "warm" -> WARM_START;
            case "set" -> SESSION_SWITCH;
            default -> throw Refusal.notUnderstood(command.verb().toUpperCase(Locale.ROOT) + " LARDER is not known");
        };
    }

    private static Topic topic(List<String> words) throws SQLException {
        Optional<Topic> topic = words.isEmpty() ? Optional.empty() : Topic.named(words.get(0));
        return topic.orElseThrow(() -> Refusal.notUnderstood("SHOW LARDER can show " + Topic.all()));
    }

    private void mustBeAdmin(String verb) throws SQLException {
        Optional<Set<String>> admins = at.config().consoleAdmins();
        if (admins.isEmpty()) {
            return;
        }
        String user = at.driverConnection().getMetaData().getUserName().toLowerCase(Locale.ROOT);
        // MariaDB adds from where the user may come.
        String name = user.contains("@") ? user.substring(0, user.lastIndexOf('@')) : user;
        if (!admins.get().contains(user) && !admins.get().contains(name)) {
            throw Refusal.notAllowed(
                    verb.toUpperCase(Locale.ROOT) + " LARDER is for the users that larder.console.admins names");
        }
    }
}
