package io.larder.examples.shop;

import io.larder.examples.shop.Operation.Question;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Puts the same questions to the program's connection and to a bare one, and compares the answers: labels, types and
 * every cell. Only meaningful while nobody writes.
 */
final class AnswerCheck {
    private static final int EXAMPLES = 5;

    private final Connection bare;
    private int compared;
    private int different;
    private final List<String> examples = new ArrayList<>();

    AnswerCheck(Connection bare) {
        this.bare = bare;
    }

    int compared() {
        return compared;
    }

    int different() {
        return different;
    }

    /** The first differences, for people. */
    List<String> examples() {
        return List.copyOf(examples);
    }

    void compare(ShopWorkload shop, Collection<Question> questions) throws SQLException {
        try (Connection served = shop.connection()) {
            for (Question question : questions) {
                // Served first: the question to the database must not be able to help.
                List<String> answer = answer(served, question);
                List<String> truth = answer(bare, question);
                compared++;
                if (!answer.equals(truth)) {
                    different++;
                    if (examples.size() < EXAMPLES) {
                        examples.add(question + "\n    served:   " + answer + "\n    database: " + truth);
                    }
                }
            }
        }
    }

    private static List<String> answer(Connection connection, Question question) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(question.query().sql())) {
            for (int i = 0; i < question.parameters().size(); i++) {
                statement.setObject(i + 1, question.parameters().get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return cells(rows);
            }
        }
    }

    private static List<String> cells(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> cells = new ArrayList<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            cells.add(columns.getColumnLabel(column) + ": " + columns.getColumnTypeName(column));
        }
        while (rows.next()) {
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                Object value = rows.getObject(column);
                String type = value == null ? "null" : value.getClass().getName();
                cells.add(type + " " + value + " " + rows.getString(column));
            }
        }
        return cells;
    }
}
