package io.larder.jdbc.postgres;

import io.larder.cache.shared.PackedReader;
import io.larder.cache.shared.PackedWriter;
import io.larder.cache.shared.UnreadableException;
import io.larder.jdbc.database.AnswerCodec;
import io.larder.jdbc.database.CapturedRows;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.Field;

/**
 * Answers of PostgreSQL as they came, for other processes that use the same server: types and tables are named by its
 * numbers.
 */
record PostgresCodec(String name) implements AnswerCodec {
    private static final String FORMAT = "postgresql/1/";
    /** A label of one byte at least, five numbers of four, and a format. */
    private static final int COLUMN_BYTES = 22;

    static PostgresCodec of(Connection connection) throws SQLException {
        DatabaseMetaData driver = connection.getMetaData();
        return new PostgresCodec(FORMAT + driver.getDriverName() + '/' + driver.getDriverVersion());
    }

    @Override
    public byte[] encode(CapturedRows rows) {
        PostgresRows answer = (PostgresRows) rows;
        PackedWriter out = new PackedWriter((int) Math.min(Integer.MAX_VALUE / 2, answer.sizeInBytes()));
        out.count(answer.columns().size());
        for (Column column : answer.columns()) {
            out.text(column.label()).four(column.type()).four(column.length()).four(column.modifier());
            out.one(column.format()).four(column.table()).four(column.position());
        }
        answer.rows().writeTo(out);
        return out.toBytes();
    }

    @Override
    public CapturedRows decode(byte[] bytes) throws UnreadableException {
        PackedReader in = new PackedReader(bytes);
        int count = in.countOf(COLUMN_BYTES);
        List<Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            columns.add(column(in));
        }
        if (columns.isEmpty()) {
            throw new UnreadableException("no columns");
        }
        PackedTuples rows = PackedTuples.read(in, count);
        in.end();
        return new PostgresRows(columns, rows);
    }

    private static Column column(PackedReader in) throws UnreadableException {
        String label = in.text();
        int type = in.four();
        int length = in.four();
        int modifier = in.four();
        int format = in.one();
        Column column = new Column(label, type, length, modifier, format, in.four(), in.four());
        if (format != Field.TEXT_FORMAT && format != Field.BINARY_FORMAT || !column.selfContained()) {
            throw new UnreadableException("a column that nobody would have kept");
        }
        return column;
    }
}
