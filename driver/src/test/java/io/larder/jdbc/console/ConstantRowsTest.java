package io.larder.jdbc.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantRowsTest {
    private static final List<Column> COLUMNS =
            List.of(Column.text("text", ""), Column.number("number", ""), Column.fraction("fraction", ""));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10_000})
    void asManyAsThereAreComeBackInTheirOrder(int rows) throws SQLException {
        List<Row> given = IntStream.range(0, rows)
                .mapToObj(i ->
                        i % 7 == 3 ? Row.of(null, null, null) : Row.of("it's \\ \"" + i + "\" é", (long) i, i / 4.0))
                .toList();
        List<Row> got = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(new ConstantRows(Dialect.H2).query(COLUMNS, given))) {
            while (result.next()) {
                got.add(Row.of(result.getObject("text"), result.getObject("number"), result.getObject("fraction")));
            }
        }
        assertThat(got).isEqualTo(given);
    }

    @Test
    void aTextIsWrittenAsItsDatabaseReadsIt() {
        List<Column> text = List.of(Column.text("t", ""));
        List<Row> row = List.of(Row.of("it's \\ ?"));
        assertThat(new ConstantRows(Dialect.POSTGRESQL).query(text, row)).contains("E'it''s \\\\ ?'");
        assertThat(new ConstantRows(Dialect.H2).query(text, row)).contains("'it''s \\ ?'");
        assertThat(new ConstantRows(Dialect.MARIADB).query(text, row)).contains("0x69742773205C203F");
    }
}
