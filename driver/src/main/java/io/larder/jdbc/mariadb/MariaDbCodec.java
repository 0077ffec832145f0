package io.larder.jdbc.mariadb;

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

/** Answers of MariaDB as they came, for other processes. */
record MariaDbCodec(String name) implements AnswerCodec {
    private static final String FORMAT = "mariadb/1/";
    private static final int TEXT = 0;
    private static final int BINARY = 1;

    static MariaDbCodec of(Connection connection) throws SQLException {
        DatabaseMetaData driver = connection.getMetaData();
        return new MariaDbCodec(FORMAT + driver.getDriverName() + '/' + driver.getDriverVersion());
    }

    @Override
    public byte[] encode(CapturedRows rows) {
        MariaDbRows answer = (MariaDbRows) rows;
        PackedWriter out = new PackedWriter((int) Math.min(Integer.MAX_VALUE / 2, answer.sizeInBytes()));
        out.one(answer.binary() ? BINARY : TEXT).count(answer.columns().size());
        answer.columns().forEach(out::bytes);
        answer.rows().writeTo(out);
        return out.toBytes();
    }

    @Override
    public CapturedRows decode(byte[] bytes) throws UnreadableException {
        PackedReader in = new PackedReader(bytes);
        int protocol = in.one();
        int count = in.countOf(1);
        List<byte[]> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            columns.add(in.bytes());
        }
        if (columns.isEmpty() || protocol != TEXT && protocol != BINARY) {
            throw new UnreadableException("no columns, or in no protocol");
        }
        PackedRows rows = PackedRows.read(in);
        in.end();
        return new MariaDbRows(columns, protocol == BINARY, rows);
    }
}
