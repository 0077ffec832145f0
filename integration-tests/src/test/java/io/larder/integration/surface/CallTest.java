package io.larder.integration.surface;

import io.larder.integration.TestDatabase;
import java.sql.CallableStatement;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Types;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls reach the database, and what they give out and write is alike. */
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"POSTGRESQL", "H2"})
class CallTest extends Surface {
    CallTest(TestDatabase database) {
        super(database);
    }

    @Test
    void functionsAreCalledAlike() throws Exception {
        alike((connection, notes) -> {
            for (int time = 1; time <= 2; time++) {
                try (CallableStatement call = connection.prepareCall("{? = call added(?, ?)}")) {
                    notes.see("before anything", call::execute);
                    notes.run("out", () -> call.registerOutParameter(1, Types.INTEGER));
                    notes.run("out by type", () -> call.registerOutParameter(1, JDBCType.INTEGER));
                    notes.run("out with scale", () -> call.registerOutParameter(1, Types.INTEGER, 0));
                    notes.run("out with name", () -> call.registerOutParameter(1, Types.INTEGER, "int4"));
                    notes.run("out of range", () -> call.registerOutParameter(9, Types.INTEGER));
                    notes.run("out by name", () -> call.registerOutParameter("sum", Types.INTEGER));
                    notes.see("get before", () -> call.getInt(1));
                    call.setInt(2, 3);
                    notes.see("one missing", call::execute);
                    call.setInt(3, 4);
                    notes.see("execute", call::execute);
                    notes.see("int", () -> call.getInt(1));
                    notes.see("wasNull", call::wasNull);
                    notes.see("object", () -> call.getObject(1));
                    notes.see("as a type", () -> call.getObject(1, Integer.class));
                    notes.see("by a map", () -> call.getObject(1, Map.of()));
                    notes.see("string", () -> call.getString(1));
                    notes.see("array", () -> call.getArray(1));
                    notes.see("by name", () -> call.getInt("sum"));
                    notes.run("set by name", () -> call.setInt("a", 1));
                    notes.see("of range", () -> call.getInt(7));
                    notes.see("result", call::getResultSet);
                    notes.see("update", call::executeUpdate);
                    notes.see("query", call::executeQuery);
                    notes.statement("called", call);
                    notes.same("connection", connection, call::getConnection);
                }
            }
        });
    }

    @Test
    void parametersGoInAndOutAlike() throws Exception {
        if (!isPostgres()) {
            return;
        }
        alike((connection, notes) -> {
            try (CallableStatement call = connection.prepareCall("{call twice(?, ?)}")) {
                call.setInt(1, 21);
                call.registerOutParameter(1, Types.INTEGER);
                call.registerOutParameter(2, Types.VARCHAR);
                notes.see("execute", call::execute);
                notes.see("number", () -> call.getInt(1));
                notes.see("text", () -> call.getString(2));
                notes.see("wrong type", () -> call.getInt(2));
                notes.see("clear", () -> {
                    call.clearParameters();
                    return call.execute();
                });
            }
        });
    }

    @Test
    void proceduresThatWriteAreSeen() throws Exception {
        if (!isPostgres()) {
            return;
        }
        writing((connection, notes) -> {
            read(connection, ITEMS);
            try (CallableStatement call = connection.prepareCall("call renames(?)");
                    Statement statement = connection.createStatement()) {
                call.setInt(1, 2);
                notes.see("execute", call::execute);
                notes.rows("renamed", statement.executeQuery(ITEMS));
                notes.rows("renamed", statement.executeQuery(ITEMS));
                call.setInt(1, 3);
                call.addBatch();
                call.setInt(1, 4);
                call.addBatch();
                notes.see("batch", call::executeBatch);
                notes.rows("renamed", statement.executeQuery(ITEMS));
            }
        });
    }

    @Test
    void cursorsThatAreCalledForAreAlike() throws Exception {
        if (!isPostgres()) {
            return;
        }
        alike((connection, notes) -> {
            connection.setAutoCommit(false);
            try (CallableStatement call = connection.prepareCall("{? = call items()}")) {
                call.registerOutParameter(1, Types.OTHER);
                notes.see("execute", call::execute);
                Object cursor = call.getObject(1);
                if (cursor instanceof ResultSet rows) {
                    Statement itsStatement = rows.getStatement();
                    notes.same("connection", connection, itsStatement::getConnection);
                    notes.rows("rows", rows);
                }
                call.registerOutParameter(1, Types.REF_CURSOR);
                notes.see("execute", call::execute);
                notes.rows("as a result", notes.see("as a result", () -> call.getObject(1, ResultSet.class)));
            }
            connection.commit();
            try (Statement statement = connection.createStatement()) {
                ResultSet answer = statement.executeQuery("select items()");
                answer.next();
                ResultSet rows = (ResultSet) answer.getObject(1);
                notes.same("connection", connection, () -> rows.getStatement().getConnection());
                notes.rows("rows", rows);
            }
            connection.rollback();
            connection.setAutoCommit(true);
        });
    }

    @Test
    void aQueryThatIsPreparedAsACallIsAlike() throws Exception {
        passed((connection, notes) -> {
            for (int time = 1; time <= 3; time++) {
                try (CallableStatement call = connection.prepareCall(BY_ID)) {
                    call.setInt(1, 2);
                    notes.see("execute", call::execute);
                    notes.rows("rows", call.getResultSet());
                    notes.rows("query", notes.see("query", call::executeQuery));
                }
            }
        });
    }
}
