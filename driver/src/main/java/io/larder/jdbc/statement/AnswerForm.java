package io.larder.jdbc.statement;

import io.larder.cache.Encodable;
import io.larder.cache.QuestionWriter;

/**
 * Settings of a statement that change what its queries answer or how the driver hands it over; part of the key.
 *
 * @param resultSetType a constant of {@link java.sql.ResultSet}
 * @param holdability a constant of {@link java.sql.ResultSet}
 * @param maximumRows rows after which the driver stops; 0 if it doesn't
 * @param maximumFieldSize bytes after which cells are cut; 0 if they aren't
 * @param escapeProcessing whether JDBC escapes are replaced
 * @param transfer the form in which the driver hands it over: {@link io.larder.jdbc.database.NextExecution#form()}
 */
public record AnswerForm(
        int resultSetType,
        int holdability,
        long maximumRows,
        int maximumFieldSize,
        boolean escapeProcessing,
        String transfer)
        implements Encodable {
    @Override
    public void encode(QuestionWriter out) {
        out.number(resultSetType);
        out.number(holdability);
        out.number(maximumRows);
        out.number(maximumFieldSize);
        out.number(escapeProcessing ? 1 : 0);
        out.text(transfer);
    }
}
