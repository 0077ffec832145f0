package io.larder.benchmarks;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Any number of questions of one text, each with an answer of as many rows: a range of the primary key. */
@State(Scope.Benchmark)
public class Questions {
    /** The last condition holds for all, and makes questions that differ. */
    static final String IN_RANGE =
            "SELECT id, name, maker, price, stock FROM product WHERE id >= ? AND id < ? AND stock > ?";

    @Param({"1", "100", "1000"})
    public int rows = 1;

    /** Asks one of them and reads its answer. */
    void ask(PreparedStatement inRange, int question, Blackhole reader) throws SQLException {
        bind(inRange, rows, question);
        try (ResultSet products = inRange.executeQuery()) {
            Client.read(products, reader);
        }
    }

    static void bind(PreparedStatement inRange, int rows, int question) throws SQLException {
        int first = question % (Products.COUNT - rows + 1);
        inRange.setInt(1, first);
        inRange.setInt(2, first + rows);
        inRange.setInt(3, question);
    }
}
