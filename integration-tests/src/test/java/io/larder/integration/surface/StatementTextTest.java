package io.larder.integration.surface;

import io.larder.integration.TestDatabase;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts of statements are read, refused, escaped and quoted alike. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class StatementTextTest extends Surface {
    StatementTextTest(TestDatabase database) {
        super(database);
    }

    @Test
    void noTextIsRefusedAlike() throws Exception {
        alike((connection, notes) -> {
            try (Statement statement = connection.createStatement()) {
                notes.see("query", () -> statement.executeQuery(null));
                notes.see("execute", () -> statement.execute(null));
                notes.see("update", () -> statement.executeUpdate(null));
                notes.see("with keys", () -> statement.execute(null, Statement.RETURN_GENERATED_KEYS));
                notes.run("batch", () -> statement.addBatch(null));
                notes.run("clearBatch", statement::clearBatch);
                notes.see("prepare", () -> connection.prepareStatement(null));
                notes.see("call", () -> connection.prepareCall(null));
            }
        });
    }

    @Test
    void theWrongMethodIsRefusedAlike() throws Exception {
        writing((connection, notes) -> {
            String update = "update item set name = 'quince' where id = 1";
            try (Statement statement = connection.createStatement();
                    PreparedStatement query = connection.prepareStatement(ITEMS);
                    PreparedStatement write = connection.prepareStatement(update)) {
                notes.see("executeUpdate of a query", () -> statement.executeUpdate(ITEMS));
                notes.statement("after it", statement);
                notes.see("its result", statement::getResultSet);
                notes.see("executeLargeUpdate of a query", () -> statement.executeLargeUpdate(ITEMS));
                notes.see("executeQuery of a write", () -> statement.executeQuery(update));
                notes.rows("written all the same", statement.executeQuery(ITEMS));
                notes.see("executeUpdate of a prepared query", query::executeUpdate);
                notes.see("executeLargeUpdate of a prepared query", query::executeLargeUpdate);
                notes.see("executeQuery of a prepared write", write::executeQuery);
                notes.rows("read", statement.executeQuery(ITEMS));
                notes.rows("read again", statement.executeQuery(ITEMS));
                notes.see("text to a prepared one", () -> query.executeQuery(ITEMS));
                notes.see("execute text", () -> query.execute(ITEMS));
                notes.see("update text", () -> query.executeUpdate(update));
                notes.see("large update text", () -> query.executeLargeUpdate(update));
                notes.run("batch text", () -> query.addBatch(update));
                notes.run("clear", query::clearBatch);
            }
        });
    }

    @Test
    void escapesAreReplacedAlike() throws Exception {
        alike((connection, notes) -> {
            List<String> texts = List.of(
                    "select {fn ucase(name)} from item order by id",
                    "select {fn concat(name, '!')} from item where id = 1",
                    "select id from specimen where born = {d '2024-02-29'}",
                    "select id from specimen where seen = {ts '2024-03-30 12:30:15'}",
                    "select {t '12:30:15'} from item where id = 1",
                    "select i.id, s.id from {oj item i left outer join specimen s on i.id = s.id} order by 1",
                    "select id from item order by id {limit 2}",
                    "select id from item where name like 'a|%' {escape '|'}",
                    "select '{d not}' from item where id = 1");
            for (boolean processing : new boolean[] {true, false}) {
                try (Statement statement = connection.createStatement()) {
                    notes.run("setEscapeProcessing", () -> statement.setEscapeProcessing(processing));
                    for (String sql : texts) {
                        notes.rows(sql, notes.see(sql, () -> statement.executeQuery(sql)));
                    }
                }
            }
            for (String sql : texts) {
                PreparedStatement prepared = notes.see(sql, () -> connection.prepareStatement(sql));
                if (prepared != null) {
                    notes.run("off", () -> prepared.setEscapeProcessing(false));
                    notes.rows(sql, notes.see(sql, prepared::executeQuery));
                    prepared.close();
                }
            }
        });
    }

    @Test
    void brokenEscapesAreRefusedAlike() throws Exception {
        alike((connection, notes) -> {
            for (String sql : List.of(
                    "select {fn nonsense(1)} from item", "select {broken from item", "{", "{}", "select {d 'x'}")) {
                try (Statement statement = connection.createStatement()) {
                    notes.see(sql, () -> statement.executeQuery(sql));
                    notes.see(
                            "prepare " + sql,
                            () -> connection.prepareStatement(sql).executeQuery());
                }
            }
        });
    }

    @Test
    void namesAndLiteralsAreQuotedAlike() throws Exception {
        alike((connection, notes) -> {
            try (Statement statement = connection.createStatement()) {
                for (String text :
                        List.of("plain", "it's", "a\"b", "select", "MixedCase", "", "1x", "a\0b", "x".repeat(200))) {
                    notes.see("literal", () -> statement.enquoteLiteral(text));
                    notes.see("national literal", () -> statement.enquoteNCharLiteral(text));
                    notes.see("identifier", () -> statement.enquoteIdentifier(text, false));
                    notes.see("quoted identifier", () -> statement.enquoteIdentifier(text, true));
                    notes.see("simple", () -> statement.isSimpleIdentifier(text));
                }
                notes.see("literal null", () -> statement.enquoteLiteral(null));
                notes.see("identifier null", () -> statement.enquoteIdentifier(null, false));
                notes.see("simple null", () -> statement.isSimpleIdentifier(null));
            }
        });
    }
}
