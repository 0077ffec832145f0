package io.larder.examples.shop;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** How long each operation took, every one kept, in nanoseconds by kind. Not thread-safe. */
final class Latencies {
    private final Map<String, Sample> samples = new TreeMap<>();

    /** Times of one kind of operation. */
    static final class Sample {
        private long[] nanos = new long[1_024];
        private int count;

        private void add(long time) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = time;
        }

        int count() {
            return count;
        }

        /** The time that a share of the operations did not exceed; the sample must not be empty and be sorted. */
        long quantile(double share) {
            return nanos[(int) Math.min(count - 1L, (long) Math.ceil(share * count) - 1)];
        }
    }

    void add(String kind, long nanos) {
        samples.computeIfAbsent(kind, k -> new Sample()).add(nanos);
    }

    static Map<String, Sample> merge(Collection<Latencies> all) {
        Map<String, Sample> merged = new TreeMap<>();
        for (Latencies latencies : all) {
            latencies.samples.forEach((kind, sample) -> {
                Sample total = merged.computeIfAbsent(kind, k -> new Sample());
                for (int i = 0; i < sample.count; i++) {
                    total.add(sample.nanos[i]);
                }
            });
        }
        merged.values().forEach(sample -> Arrays.sort(sample.nanos, 0, sample.count));
        return merged;
    }
}
