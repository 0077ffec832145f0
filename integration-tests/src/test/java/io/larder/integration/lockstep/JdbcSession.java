package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Step.Batch;
import io.larder.integration.lockstep.Step.Call;
import io.larder.integration.lockstep.Step.How;
import io.larder.integration.lockstep.Step.Run;
import io.larder.integration.lockstep.Step.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A session of one of the two databases. */
final class JdbcSession implements Actor {
    private static final int MAXIMUM_KEPT = 60;

    private final Connection connection;
    private final Map<String, Statement> kept = new HashMap<>();
    private final Map<String, Savepoint> savepoints = new HashMap<>();

    JdbcSession(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    Map<String, Savepoint> savepoints() {
        return savepoints;
    }

    @Override
    public Outcome run(Step step) {
        Outcome.Recorder recorder = new Outcome.Recorder();
        try {
            if (step instanceof Run run) {
                run(run, recorder);
            } else if (step instanceof Batch batch) {
                run(batch, recorder);
            } else if (step instanceof Call call) {
                recorder.add(String.valueOf(call.action().on(connection, this)));
            } else {
                throw new AssertionError(step);
            }
            return recorder.succeeded();
        } catch (SQLException failure) {
            return recorder.failed(failure);
        }
    }

    private void run(Run run, Outcome.Recorder recorder) throws SQLException {
        Statement statement = run.settings().kept() ? keep(run) : open(run);
        try {
            statement.setMaxRows(run.settings().maxRows());
            statement.setFetchSize(run.settings().fetchSize());
            execute(run, statement, recorder);
        } finally {
            if (!run.settings().kept()) {
                statement.close();
            }
        }
    }

    private Statement keep(Run run) throws SQLException {
        if (kept.size() >= MAXIMUM_KEPT) {
            closeKept();
        }
        String name = (run.how().isPrepared() ? run.how() + run.sql().text() : "")
                + run.settings().scrollable();
        Statement known = kept.get(name);
        if (known == null) {
            known = open(run);
            kept.put(name, known);
        }
        return known;
    }

    private void closeKept() throws SQLException {
        for (Statement statement : kept.values()) {
            statement.close();
        }
        kept.clear();
    }

    private Statement open(Run run) throws SQLException {
        Settings settings = run.settings();
        int type = settings.scrollable() ? ResultSet.TYPE_SCROLL_INSENSITIVE : ResultSet.TYPE_FORWARD_ONLY;
        String sql = run.sql().text();
        if (run.how() == How.GENERATED_KEYS) {
            return connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
        }
        return run.how().isPrepared()
                ? connection.prepareStatement(sql, type, ResultSet.CONCUR_READ_ONLY)
                : connection.createStatement(type, ResultSet.CONCUR_READ_ONLY);
    }

    private void execute(Run run, Statement statement, Outcome.Recorder recorder) throws SQLException {
        String sql = run.sql().text();
        if (statement instanceof PreparedStatement prepared) {
            run.sql().bind(prepared);
            executePrepared(run, prepared, recorder);
            return;
        }
        switch (run.how()) {
            case QUERY -> rows(run, statement.executeQuery(sql), recorder);
            case EXECUTE -> results(run, statement, statement.execute(sql), recorder);
            case UPDATE -> recorder.add("count " + statement.executeUpdate(sql));
            case LARGE_UPDATE -> recorder.add("count " + statement.executeLargeUpdate(sql));
            default -> throw new AssertionError(run);
        }
    }

    private void executePrepared(Run run, PreparedStatement prepared, Outcome.Recorder recorder) throws SQLException {
        switch (run.how()) {
            case PREPARED_QUERY -> rows(run, prepared.executeQuery(), recorder);
            case PREPARED_EXECUTE -> results(run, prepared, prepared.execute(), recorder);
            case PREPARED_UPDATE -> recorder.add("count " + prepared.executeUpdate());
            case GENERATED_KEYS -> {
                recorder.add("count " + prepared.executeUpdate());
                rows(run, prepared.getGeneratedKeys(), recorder);
            }
            default -> throw new AssertionError(run);
        }
    }

    private static void rows(Run run, ResultSet result, Outcome.Recorder recorder) throws SQLException {
        try (ResultSet rows = result) {
            RowReader.read(rows, run.sql().ordered(), run.settings().readRows(), recorder);
        }
    }

    /** As frameworks do that do not know what they run. */
    private static void results(Run run, Statement statement, boolean first, Outcome.Recorder recorder)
            throws SQLException {
        boolean isRows = first;
        for (int i = 0; i < 5; i++) {
            if (isRows) {
                rows(run, statement.getResultSet(), recorder);
            } else {
                int count = statement.getUpdateCount();
                recorder.add("count " + count);
                if (count < 0) {
                    return;
                }
            }
            isRows = statement.getMoreResults();
        }
    }

    private void run(Batch batch, Outcome.Recorder recorder) throws SQLException {
        String first = batch.statements().get(0).text();
        try (Statement statement =
                batch.prepared() ? connection.prepareStatement(first) : connection.createStatement()) {
            for (Sql sql : batch.statements()) {
                if (statement instanceof PreparedStatement prepared) {
                    sql.bind(prepared);
                    prepared.addBatch();
                } else {
                    statement.addBatch(sql.text());
                }
            }
            recorder.add("counts " + Arrays.toString(statement.executeBatch()));
        }
    }

    @Override
    public void close() throws SQLException {
        closeKept();
        connection.close();
    }
}
