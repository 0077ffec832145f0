package io.larder.integration.texts;

import io.larder.sql.StatementPlan.Read;
import io.larder.sql.StatementPlanner;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Two databases that differ in one row of the table {@code u}, in which texts are run and compared with what the analysis
 * says of them. For one thread.
 */
final class Judge implements AutoCloseable {
    private final StatementPlanner planner;
    private final Connection one;
    private final Connection other;
    private final Statement first;
    private final Statement second;
    private final List<String> findings = new ArrayList<>();
    private long written;
    private int accepted;
    private int compared;

    Judge(Flavor flavor) throws SQLException {
        planner = new StatementPlanner(flavor.dialect, 1_000);
        one = database(flavor, 1);
        other = database(flavor, 2);
        first = one.createStatement();
        second = other.createStatement();
    }

    private static Connection database(Flavor flavor, int value) throws SQLException {
        Connection connection = DriverManager.getConnection(flavor.create());
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (a int, b varchar(20))");
            statement.execute("CREATE TABLE u (v int)");
            statement.execute("CREATE TABLE w (n int)");
            statement.execute("INSERT INTO t VALUES (1, 'x')");
            statement.execute("INSERT INTO u VALUES (" + value + ")");
        }
        return connection;
    }

    void mode(String setting) throws SQLException {
        first.execute(setting);
        second.execute(setting);
    }

    /** Runs a text; returns whether it is a query to the analysis and the server. */
    boolean judge(String text) throws SQLException {
        Answer answer = Answer.to(text, first);
        long before = written;
        written = text.contains(";") ? count() : written;
        if (!(planner.plan(text) instanceof Read read)) {
            return false;
        }
        expect(written == before, "writes: ", text);
        if (answer.refused()) {
            return false;
        }
        accepted++;
        expect(answer.results() == 1, "has several results: ", text);
        boolean literal = !text.contains("|") && !text.contains("+");
        expect(read.notCacheable().isPresent() || !literal || !answer.namesADay(), "names a day: ", text);
        boolean readsOther = !Answer.to(text, second).equals(answer);
        boolean known = read.tables().stream().anyMatch(table -> table.name().equals("u"));
        expect(known || !readsOther, "reads u: ", text);
        return true;
    }

    /** If both are one question they have one answer. */
    void compare(String text, String other) {
        boolean same = planner.plan(text) instanceof Read read
                && planner.plan(other) instanceof Read changed
                && read.question().equals(changed.question());
        if (same) {
            compared++;
            boolean equal = Answer.to(other, first).equals(Answer.to(text, first));
            expect(equal, "one question, two answers: ", text + " ⇔ " + other);
        }
    }

    private void expect(boolean expected, String rule, String text) {
        if (!expected) {
            findings.add(rule + text);
        }
    }

    /** What was found to be wrong. */
    List<String> findings() {
        return findings;
    }

    private long count() throws SQLException {
        try (ResultSet rows = first.executeQuery("SELECT count(*) FROM w")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    int accepted() {
        return accepted;
    }

    int compared() {
        return compared;
    }

    @Override
    public void close() throws SQLException {
        one.close();
        other.close();
    }
}
