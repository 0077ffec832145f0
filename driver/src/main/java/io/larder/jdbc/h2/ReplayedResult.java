package io.larder.jdbc.h2;

import org.h2.engine.Session;
import org.h2.result.ResultInterface;
import org.h2.value.TypeInfo;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over captured rows that moves as H2's LocalResult does. Used by one statement, as all of H2's results; the rows
 * are shared.
 */
final class ReplayedResult implements ResultInterface {
    private final H2Rows answer;
    private int rowId = -1;
    private Value @Nullable [] currentRow;

    ReplayedResult(H2Rows answer) {
        this.answer = answer;
    }

    @Override
    public void reset() {
        rowId = -1;
        currentRow = null;
    }

    @Override
    @SuppressWarnings("NullAway") // As LocalResult: null outside of the rows, and H2 asks the position first.
    public Value[] currentRow() {
        return currentRow;
    }

    @Override
    public boolean next() {
        if (rowId < answer.rowCount()) {
            rowId++;
            if (rowId < answer.rowCount()) {
                currentRow = answer.rows().get(rowId);
                return true;
            }
            currentRow = null;
        }
        return false;
    }

    @Override
    public long getRowId() {
        return rowId;
    }

    @Override
    public boolean isAfterLast() {
        return rowId >= answer.rowCount();
    }

    @Override
    public int getVisibleColumnCount() {
        return answer.columns().size();
    }

    @Override
    public long getRowCount() {
        return answer.rowCount();
    }

    @Override
    public boolean hasNext() {
        return rowId < answer.rowCount() - 1;
    }

    @Override
    public boolean needToClose() {
        return false;
    }

    /** Does nothing, as LocalResult does with rows in memory: the cursor stays where it is. */
    @Override
    public void close() {}

    @Override
    public String getAlias(int i) {
        return answer.columns().get(i).alias();
    }

    @Override
    public @Nullable String getSchemaName(int i) {
        return answer.columns().get(i).schema();
    }

    @Override
    public @Nullable String getTableName(int i) {
        return answer.columns().get(i).table();
    }

    @Override
    public @Nullable String getColumnName(int i) {
        return answer.columns().get(i).name();
    }

    @Override
    public TypeInfo getColumnType(int i) {
        return answer.columns().get(i).type();
    }

    @Override
    public boolean isIdentity(int i) {
        return answer.columns().get(i).identity();
    }

    @Override
    public int getNullable(int i) {
        return answer.columns().get(i).nullable();
    }

    @Override
    public void setFetchSize(int fetchSize) {
        // All rows are here.
    }

    @Override
    public int getFetchSize() {
        return 0;
    }

    @Override
    public boolean isLazy() {
        return false;
    }

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public ResultInterface createShallowCopy(Session targetSession) {
        return new ReplayedResult(answer);
    }

    @Override
    public String toString() {
        return super.toString() + " columns: " + getVisibleColumnCount() + " rows: " + getRowCount() + " pos: " + rowId;
    }
}
