package io.larder.cache.shared;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The parts of an entry, as bytes: question, epoch, position, nonce, age, tables, rows. */
final class EntryContent {
    private static final int OTHER_PARTS = 256;

    private EntryContent() {}

    static byte[] write(byte[] question, SharedAnswer answer) {
        PackedWriter out = new PackedWriter(question.length + answer.payload().length + OTHER_PARTS);
        out.bytes(question);
        out.text(answer.stamp().epoch())
                .eight(answer.stamp().position())
                .eight(answer.stamp().nonce());
        out.eight(answer.oldest().toMillis());
        out.count(answer.tables().size());
        answer.tables().forEach(out::text);
        return out.bytes(answer.payload()).toBytes();
    }

    static SharedAnswer read(byte[] question, byte[] content) throws UnreadableException {
        PackedReader in = new PackedReader(content);
        if (!in.hasBytes(question)) {
            throw new UnreadableException("the answer of another question");
        }
        SharedStamp stamp = new SharedStamp(in.text(), in.eight(), in.eight());
        long oldest = in.eight();
        if (oldest < 0) {
            throw new UnreadableException("no age");
        }
        Set<String> tables = new HashSet<>();
        for (int rest = in.countOf(1); rest > 0; rest--) {
            tables.add(in.text());
        }
        byte[] payload = in.bytes();
        in.end();
        return new SharedAnswer(stamp, Duration.ofMillis(oldest), tables, payload);
    }
}
