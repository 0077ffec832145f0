package io.larder.integration.traps;

import io.larder.integration.TestDatabase;
import io.larder.integration.traps.Expectation.Any;
import io.larder.integration.traps.Expectation.Changed;
import io.larder.integration.traps.Expectation.Failure;
import io.larder.integration.traps.Expectation.New;
import io.larder.integration.traps.Expectation.Rows;
import io.larder.jdbc.api.LarderConnection;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One trap on one database, bare or through Larder: what came of each step, against what the script says. */
final class Performance implements AutoCloseable {
    /** So often everything is asked that can be asked again: a cache that answers late answers the second time at the latest. */
    private static final int TIMES = 2;

    private final Trap trap;
    private final Stage stage;
    private final Map<String, Session> sessions = new HashMap<>();
    private final TextCache opponent = new TextCache();
    private final Map<List<String>, Set<List<String>>> given = new HashMap<>();
    private int reads;

    private Performance(Trap trap, Stage stage) {
        this.trap = trap;
        this.stage = stage;
    }

    /** Plays it on the bare driver, while a cache that looks only at the text watches. */
    static Verdict bare(Trap trap, TestDatabase database) throws Exception {
        return play(trap, database, false);
    }

    static Verdict throughLarder(Trap trap, TestDatabase database) throws Exception {
        return play(trap, database, true);
    }

    private static Verdict play(Trap trap, TestDatabase database, boolean larder) throws Exception {
        Stage stage = Stage.set(database, larder);
        Verdict verdict;
        try (Performance performance = new Performance(trap, stage)) {
            verdict = performance.verdict();
        }
        if (verdict.wrong().isEmpty()) {
            stage.strike();
        }
        return verdict;
    }

    private Verdict verdict() throws SQLException, IOException {
        String wrong = setUp();
        long before = hits();
        if (wrong.isEmpty()) {
            wrong = wrong();
        }
        return new Verdict(wrong, reads, hits() - before, opponent.isWrong());
    }

    /** Makes what the history needs, before anybody comes. */
    private String setUp() throws SQLException, IOException {
        try (Session setup = new Session(stage.database(), stage.url())) {
            for (Step step : steps(true)) {
                String wrong = outcome(setup, step);
                if (!wrong.isEmpty()) {
                    return at(step) + wrong;
                }
            }
        }
        session("alice");
        session("bob");
        return "";
    }

    /** Returns what the first step that went otherwise than the script says gave; empty if none did. */
    private String wrong() throws SQLException, IOException {
        for (Step step : steps(false)) {
            boolean again = step.expected().isRead() && Verbs.QUESTIONS.contains(step.verb());
            for (int time = 1; time <= (again ? TIMES : 1); time++) {
                String wrong = outcome(session(step.actor()), step);
                if (!wrong.isEmpty()) {
                    return at(step) + "asked for the " + time + ". time, " + wrong;
                }
            }
        }
        return "";
    }

    private List<Step> steps(boolean setup) {
        return trap.steps(stage.database()).stream()
                .filter(step -> step.actor().equals("setup") == setup)
                .toList();
    }

    private String at(Step step) {
        return trap.theme() + ".trap:" + step.line() + ": " + step.actor() + " "
                + (step.verb().isEmpty() ? "" : "." + step.verb() + " ") + step.text() + ": ";
    }

    private Session session(String actor) throws SQLException {
        Session known = sessions.get(actor);
        if (known != null) {
            return known;
        }
        String url = actor.equals("admin") ? stage.administrator() : stage.url();
        Session opened = new Session(stage.database(), url);
        sessions.put(actor, opened);
        return opened;
    }

    private String outcome(Session session, Step step) throws IOException {
        List<String> question = new ArrayList<>(List.of(step.text()));
        step.binding().forEach(parameter -> question.add(Parameters.look(parameter)));
        Answer answer;
        try {
            answer = Verbs.named(step.verb()).run(session, step);
        } catch (SQLException e) {
            opponent.refused(question, step.expected());
            return ofFailure(step.expected(), e);
        }
        if (!step.expected().isRead()) {
            return ofDeed(step.expected(), answer);
        }
        reads++;
        opponent.asked(question, step.expected(), answer.rows());
        boolean isNew = given.computeIfAbsent(question, any -> new HashSet<>()).add(answer.rows());
        return ofRead(step.expected(), answer.rows(), isNew);
    }

    private static String ofRead(Expectation expected, List<String> rows, boolean isNew) {
        if (expected instanceof Rows said) {
            return said.rows().equals(rows) ? "" : "expected " + said.rows() + " but got " + rows;
        }
        if (expected instanceof New) {
            return isNew ? "" : "expected something new but got again " + rows;
        }
        return expected instanceof Any && !rows.isEmpty() ? "" : "expected rows but got none";
    }

    private static String ofDeed(Expectation expected, Answer answer) {
        if (expected instanceof Failure failure) {
            return "expected error " + failure.state() + " but got " + answer;
        }
        return expected instanceof Changed changed && changed.rows() != answer.changed()
                ? "expected to change " + changed.rows() + " but changed " + answer.changed()
                : "";
    }

    private static String ofFailure(Expectation expected, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return expected instanceof Failure said && state.startsWith(said.state())
                ? ""
                : "expected " + expected + " but got error " + state + ": " + failure.getMessage();
    }

    /** Returns how often the cache of the server, or of the database in it, has answered so far. */
    private long hits() throws SQLException {
        if (!stage.larder() || sessions.isEmpty()) {
            return 0;
        }
        for (Session session : sessions.values()) {
            if (!session.connection.isClosed()) {
                return session.connection
                        .unwrap(LarderConnection.class)
                        .statistics()
                        .hits();
            }
        }
        return session("carol")
                .connection
                .unwrap(LarderConnection.class)
                .statistics()
                .hits();
    }

    @Override
    public void close() throws SQLException {
        for (Session session : sessions.values()) {
            session.close();
        }
    }
}
