package io.larder.integration.hunt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** A JVM that is hunted: the program that it runs. */
final class HuntedProcess {
    private static final int READERS = 2;

    private HuntedProcess() {}

    /** Arguments: the shared file, this process's place in it, the URL, a seed. */
    public static void main(String[] args) throws IOException, InterruptedException {
        SharedRecord record = SharedRecord.map(Path.of(args[0]), Counters.ROWS);
        int place = Integer.parseInt(args[1]);
        String url = args[2];
        long seed = Long.parseLong(args[3]);
        endWithTheHunt();
        boolean bounded = Boolean.getBoolean(HuntPlan.LATE_BY_A_LEASE);
        AtomicLongArray own = new AtomicLongArray(record.rows());
        HuntedSession writer = new HuntedWriter(record, place, url, seed, own);
        List<HuntedSession> readers = IntStream.range(0, READERS)
                .<HuntedSession>mapToObj(i -> new HuntedReader(record, place, url, seed + 1 + i, own, bounded))
                .toList();
        Thread writing = start(writer, place + " writer");
        List<Thread> reading =
                readers.stream().map(reader -> start(reader, place + " reader")).toList();
        writing.join();
        for (Thread thread : reading) {
            thread.join();
        }
        System.exit(0);
    }

    private static Thread start(HuntedSession session, String name) {
        Thread thread = new Thread(session, "process " + name);
        thread.start();
        return thread;
    }

    /** The hunt holds the other end of the pipe, and never writes: it is closed when the hunt ends, however that ends. */
    private static void endWithTheHunt() {
        Thread thread = new Thread(
                () -> {
                    try {
                        int end = System.in.read();
                        Runtime.getRuntime().halt(end < 0 ? 0 : 1);
                    } catch (IOException e) {
                        Runtime.getRuntime().halt(1);
                    }
                },
                "end with the hunt");
        thread.setDaemon(true);
        thread.start();
    }
}
