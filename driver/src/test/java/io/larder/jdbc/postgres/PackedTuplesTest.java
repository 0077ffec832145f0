package io.larder.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postgresql.core.Tuple;

class PackedTuplesTest {
    private static final int[] LENGTHS = {0, 1, 126, 127, 128, 16_382, 16_383, 16_384, 2_097_151, 2_097_152};

    @Test
    void cellsOfAllLengthsComeBack() {
        Random random = new Random(7);
        List<Tuple> rows = new ArrayList<>();
        for (int length : LENGTHS) {
            byte[] cell = new byte[length];
            random.nextBytes(cell);
            rows.add(new Tuple(new byte[][] {cell, null, {1}}));
        }

        long length = PackedTuples.length(rows, 3, Long.MAX_VALUE);
        PackedTuples packed = PackedTuples.pack(rows, 3, (int) length);

        assertThat(packed).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            for (int column = 0; column < 3; column++) {
                assertThat(packed.get(i).get(column)).isEqualTo(rows.get(i).get(column));
            }
        }
    }

    @Test
    void measuringStopsAtTheLimit() {
        List<Tuple> rows = List.of(new Tuple(new byte[][] {new byte[100]}), new Tuple(new byte[][] {new byte[1000]}));

        assertThat(PackedTuples.length(rows, 1, 50)).isEqualTo(101);
        assertThat(PackedTuples.length(rows, 1, 5000)).isEqualTo(101 + 1002);
    }
}
