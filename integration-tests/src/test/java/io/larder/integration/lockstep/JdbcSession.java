package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Step.Action;
import io.larder.integration.lockstep.Step.Batch;
import io.larder.integration.lockstep.Step.Call;
import io.larder.integration.lockstep.Step.Copy;
import io.larder.integration.lockstep.Step.How;
import io.larder.integration.lockstep.Step.Run;
import io.larder.integration.lockstep.Step.Settings;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** A session of one of the two databases. */
final class JdbcSession implements Actor {
    private static final int MAXIMUM_KEPT = 60;

    /** How it connects. */
    interface Door {
        Connection open() throws SQLException;
    }

    private final Door door;
    private final String database;
    private final Map<String, Statement> kept = new HashMap<>();
    private final Map<Integer, Savepoint> savepoints = new HashMap<>();
    private Connection connection;

    /**
     * @param database what {@link Step#DATABASE} stands for
     */
    JdbcSession(Door door, String database) throws SQLException {
        this.door = door;
        this.database = database;
        this.connection = door.open();
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public Outcome run(Step step) {
        Outcome.Recorder recorder = new Outcome.Recorder(database);
        try {
            if (step instanceof Run run) {
                run(run, recorder);
            } else if (step instanceof Batch batch) {
                run(batch, recorder);
            } else if (step instanceof Copy copy) {
                copy(copy, recorder);
            } else if (step instanceof Call call) {
                call(call.action(), call.argument(), recorder);
            } else {
                throw new AssertionError(step);
            }
            return recorder.succeeded();
        } catch (SQLException failure) {
            return recorder.failed(failure);
        }
    }

    private String text(Sql sql) {
        return sql.text().replace(Step.DATABASE, database);
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
        String name = (run.how().isPrepared() ? run.how() + text(run.sql()) : "")
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
        String sql = text(run.sql());
        if (run.how() == How.GENERATED_KEYS) {
            return connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
        }
        return run.how().isPrepared()
                ? connection.prepareStatement(sql, type, ResultSet.CONCUR_READ_ONLY)
                : connection.createStatement(type, ResultSet.CONCUR_READ_ONLY);
    }

    private void execute(Run run, Statement statement, Outcome.Recorder recorder) throws SQLException {
        String sql = text(run.sql());
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
        String first = text(batch.statements().get(0));
        try (Statement statement =
                batch.prepared() ? connection.prepareStatement(first) : connection.createStatement()) {
            for (Sql sql : batch.statements()) {
                if (statement instanceof PreparedStatement prepared) {
                    sql.bind(prepared);
                    prepared.addBatch();
                } else {
                    statement.addBatch(text(sql));
                }
            }
            recorder.add("counts " + Arrays.toString(statement.executeBatch()));
        }
    }

    private void copy(Copy copy, Outcome.Recorder recorder) throws SQLException {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        try {
            if (copy.rows() != null) {
                recorder.add("count " + copies.copyIn(copy.sql(), new StringReader(copy.rows())));
            } else {
                StringWriter out = new StringWriter();
                recorder.add("count " + copies.copyOut(copy.sql(), out));
                recorder.add(out.toString());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void call(Action action, int argument, Outcome.Recorder recorder) throws SQLException {
        switch (action) {
            case COMMIT -> connection.commit();
            case ROLLBACK -> connection.rollback();
            case AUTO_COMMIT -> connection.setAutoCommit(argument == 1);
            case ISOLATION -> connection.setTransactionIsolation(argument);
            case GET_ISOLATION -> recorder.add("level " + connection.getTransactionIsolation());
            case READ_ONLY -> connection.setReadOnly(argument == 1);
            case SET_SAVEPOINT -> savepoints.put(argument, connection.setSavepoint("sp" + argument));
            case ROLLBACK_TO_SAVEPOINT -> {
                Savepoint savepoint = savepoints.get(argument);
                if (savepoint != null) {
                    connection.rollback(savepoint);
                }
            }
            case RELEASE_SAVEPOINT -> {
                Savepoint savepoint = savepoints.remove(argument);
                if (savepoint != null) {
                    connection.releaseSavepoint(savepoint);
                }
            }
            case RECONNECT -> {
                close();
                savepoints.clear();
                connection = door.open();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        closeKept();
        connection.close();
    }
}
