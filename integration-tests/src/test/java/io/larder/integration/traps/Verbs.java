package io.larder.integration.traps;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postgresql.PGConnection;

/** How things are done in scripts: the calls of JDBC that they name. */
final class Verbs {
    /** A call, or several that belong together. */
    interface Verb {
        Answer run(Session session, Step step) throws SQLException, IOException;
    }

    /** Those that can be asked again and again. */
    static final List<String> QUESTIONS = List.of("", "prepared", "execute", "run");

    static final Map<String, Verb> ALL = Map.ofEntries(
            Map.entry("", Verbs::text),
            Map.entry("once", Verbs::text),
            Map.entry("prepared", Verbs::prepared),
            Map.entry("execute", Verbs::execute),
            Map.entry("prepare", Verbs::prepare),
            Map.entry("run", Verbs::run),
            Map.entry("first", Verbs::first),
            Map.entry("keys", Verbs::keys),
            Map.entry("batch", Verbs::batch),
            Map.entry("add", doing((session, text) -> session.batch().addBatch(text))),
            Map.entry("send", doing((session, text) -> session.batch().executeBatch())),
            Map.entry("updaterow", Verbs::updateRow),
            Map.entry("copy", Verbs::copy),
            Map.entry("call", Verbs::call),
            Map.entry("begin", doing((session, text) -> session.connection.setAutoCommit(false))),
            Map.entry("autocommit", doing((session, text) -> session.connection.setAutoCommit(text.equals("on")))),
            Map.entry("commit", doing((session, text) -> session.connection.commit())),
            Map.entry("rollback", doing(Verbs::rollback)),
            Map.entry(
                    "savepoint",
                    doing((session, text) -> session.savepoints.put(text, session.connection.setSavepoint(text)))),
            Map.entry(
                    "release",
                    doing((session, text) -> session.connection.releaseSavepoint(session.savepoints.remove(text)))),
            Map.entry("isolation", doing(Verbs::isolation)),
            Map.entry("readonly", doing((session, text) -> session.connection.setReadOnly(text.equals("on")))),
            Map.entry("schema", doing((session, text) -> session.connection.setSchema(text))),
            Map.entry("catalog", doing((session, text) -> session.connection.setCatalog(text))),
            Map.entry("maxrows", doing((session, text) -> session.maxRows = Integer.parseInt(text))),
            Map.entry("maxfield", doing((session, text) -> session.maxFieldSize = Integer.parseInt(text))),
            Map.entry("fetchsize", doing((session, text) -> session.fetchSize = Integer.parseInt(text))),
            Map.entry("clientinfo", doing(Verbs::clientInfo)),
            Map.entry("open", doing(Session::open)),
            Map.entry("close", doing((session, text) -> session.close())),
            Map.entry("pool", doing((session, text) -> session.usePool())),
            Map.entry("return", doing((session, text) -> session.returnToPool())));

    private Verbs() {}

    static Verb named(String name) {
        Verb verb = ALL.get(name);
        if (verb == null) {
            throw new IllegalArgumentException("unknown verb: ." + name);
        }
        return verb;
    }

    private interface Deed {
        void with(Session session, String text) throws SQLException;
    }

    private static Verb doing(Deed deed) {
        return (session, step) -> {
            deed.with(session, step.text());
            return Answer.DONE;
        };
    }

    private static Answer text(Session session, Step step) throws SQLException {
        if (!step.parameters().isEmpty()) {
            return prepared(session, step);
        }
        try (Statement statement = session.statement()) {
            if (step.expected().isRead()) {
                return Answer.of(statement.executeQuery(step.text()));
            }
            statement.execute(step.text());
            return Answer.changed(statement.getUpdateCount());
        }
    }

    private static Answer prepared(Session session, Step step) throws SQLException {
        try (PreparedStatement statement = session.prepare(step.text())) {
            return answer(statement, step);
        }
    }

    private static Answer answer(PreparedStatement statement, Step step) throws SQLException {
        Parameters.bind(statement, step.binding());
        if (step.expected().isRead()) {
            return Answer.of(statement.executeQuery());
        }
        statement.execute();
        return Answer.changed(statement.getUpdateCount());
    }

    /** The way of those who do not know whether it is a query. */
    private static Answer execute(Session session, Step step) throws SQLException {
        try (PreparedStatement statement = session.prepare(step.text())) {
            Parameters.bind(statement, step.binding());
            return statement.execute()
                    ? Answer.of(statement.getResultSet())
                    : Answer.changed(statement.getUpdateCount());
        }
    }

    private static Answer prepare(Session session, Step step) throws SQLException {
        String[] words = step.text().split("\\s+", 2);
        session.prepared.put(words[0], session.prepare(words[1]));
        return Answer.DONE;
    }

    private static Answer run(Session session, Step step) throws SQLException {
        PreparedStatement statement = session.prepared.get(step.text());
        if (statement == null) {
            throw new IllegalStateException("not prepared: " + step.text());
        }
        return answer(statement, step);
    }

    /** Reads one row, and no more. */
    private static Answer first(Session session, Step step) throws SQLException {
        try (Statement statement = session.statement();
                ResultSet result = statement.executeQuery(step.text())) {
            return Answer.of(result, 1);
        }
    }

    private static Answer keys(Session session, Step step) throws SQLException {
        try (PreparedStatement statement =
                session.connection.prepareStatement(step.text(), Statement.RETURN_GENERATED_KEYS)) {
            Parameters.bind(statement, step.binding());
            statement.executeUpdate();
            return Answer.of(statement.getGeneratedKeys());
        }
    }

    private static Answer batch(Session session, Step step) throws SQLException {
        try (PreparedStatement statement = session.prepare(step.text())) {
            for (List<String> parameters : step.parameters()) {
                Parameters.bind(statement, parameters);
                statement.addBatch();
            }
            return Answer.changed(Arrays.stream(statement.executeBatch()).sum());
        }
    }

    /** Writes a value into the last column of the first row, through the result. */
    private static Answer updateRow(Session session, Step step) throws SQLException {
        try (Statement statement = session.connection.createStatement(
                        ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet result = statement.executeQuery(step.text())) {
            result.next();
            result.updateString(
                    result.getMetaData().getColumnCount(), step.binding().get(0));
            result.updateRow();
            return Answer.changed(1);
        }
    }

    /** Copies the parameters, one a line, into PostgreSQL by the driver's own manager of copies. */
    private static Answer copy(Session session, Step step) throws SQLException, IOException {
        String lines = String.join("\n", step.binding()) + "\n";
        return Answer.changed(session.connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(step.text(), new StringReader(lines)));
    }

    private static Answer call(Session session, Step step) throws SQLException {
        try (PreparedStatement statement = session.connection.prepareCall(step.text())) {
            Parameters.bind(statement, step.binding());
            return statement.execute() ? Answer.of(statement.getResultSet()) : Answer.DONE;
        }
    }

    private static void rollback(Session session, String savepoint) throws SQLException {
        if (savepoint.isEmpty()) {
            session.connection.rollback();
        } else {
            session.connection.rollback(session.savepoints.get(savepoint));
        }
    }

    private static void clientInfo(Session session, String text) throws SQLException {
        String[] words = text.split("\\s+", 2);
        session.connection.setClientInfo(words[0], words[1]);
    }

    private static void isolation(Session session, String level) throws SQLException {
        session.connection.setTransactionIsolation(
                switch (level.toLowerCase(Locale.ROOT)) {
                    case "read uncommitted" -> Connection.TRANSACTION_READ_UNCOMMITTED;
                    case "read committed" -> Connection.TRANSACTION_READ_COMMITTED;
                    case "repeatable read" -> Connection.TRANSACTION_REPEATABLE_READ;
                    case "serializable" -> Connection.TRANSACTION_SERIALIZABLE;
                    default -> throw new IllegalArgumentException("no level of isolation: " + level);
                });
    }
}
