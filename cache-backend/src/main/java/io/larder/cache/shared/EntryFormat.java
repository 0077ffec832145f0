package io.larder.cache.shared;

import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What an answer looks like in a shared store. Immutable and thread-safe.
 *
 * <p>{@code LRDR}, the version of this format, a kind. Plain: CRC-32C of all else, and a body. Sealed: a body as
 * {@link EntrySeal} writes it. A body is a byte that says whether it is compressed, and the content: {@link EntryContent}.
 *
 * <p>Whatever is wrong with an entry (its length, its version, its checksum, its seal, its question) makes it unreadable,
 * which is a miss.
 */
final class EntryFormat {
    /** Changes with every change of what is written here. */
    static final byte VERSION = 1;

    private static final byte[] MAGIC = {'L', 'R', 'D', 'R'};
    private static final byte PLAIN = 0;
    private static final byte SEALED = 1;
    private static final int HEADER = MAGIC.length + 2;

    private final @Nullable EntrySeal seal;
    private final int maximumBytes;

    /**
     * @param seal null if entries are not encrypted; if they are, plain ones are not believed
     * @param maximumBytes of an entry's content; nothing larger is written, or read
     */
    EntryFormat(@Nullable EntrySeal seal, int maximumBytes) {
        this.seal = seal;
        this.maximumBytes = maximumBytes;
    }

    /**
     * Returns an entry; empty if it is too large.
     *
     * @param name under which it will be kept
     * @param question all of it
     */
    Optional<byte[]> pack(String name, byte[] question, SharedAnswer answer) {
        byte[] content = EntryContent.write(question, answer);
        if (content.length > maximumBytes) {
            return Optional.empty();
        }
        byte[] body = Compression.pack(content);
        if (seal != null) {
            return Optional.of(seal.close(name, header(SEALED), body));
        }
        byte[] header = header(PLAIN);
        PackedWriter out = new PackedWriter(header.length + Integer.BYTES + body.length);
        out.raw(header, header.length).four(checksum(header, body, 0, body.length));
        return Optional.of(out.raw(body, body.length).toBytes());
    }

    /**
     * Returns the answer of an entry.
     *
     * @throws UnreadableException if it is not one that was packed here for this name and this question
     */
    SharedAnswer unpack(String name, byte[] question, byte[] entry) throws UnreadableException {
        PackedReader in = new PackedReader(entry);
        byte[] header = in.raw(HEADER);
        for (int i = 0; i < MAGIC.length; i++) {
            if (header[i] != MAGIC[i]) {
                throw new UnreadableException("not an entry");
            }
        }
        if (header[MAGIC.length] != VERSION) {
            throw new UnreadableException("another version");
        }
        byte[] content = Compression.unpack(body(name, header, in, entry), maximumBytes);
        return EntryContent.read(question, content);
    }

    private byte[] body(String name, byte[] header, PackedReader in, byte[] entry) throws UnreadableException {
        byte kind = header[HEADER - 1];
        if (seal != null && kind == SEALED) {
            return seal.open(name, in, entry);
        }
        if (seal != null || kind != PLAIN) {
            throw new UnreadableException("not sealed as it should be");
        }
        int checksum = in.four();
        if (checksum != checksum(header, entry, in.position(), in.remaining())) {
            throw new UnreadableException("garbled");
        }
        return in.raw(in.remaining());
    }

    private static byte[] header(byte kind) {
        return new byte[] {MAGIC[0], MAGIC[1], MAGIC[2], MAGIC[3], VERSION, kind};
    }

    private static int checksum(byte[] header, byte[] bytes, int from, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(header, 0, header.length);
        checksum.update(bytes, from, length);
        return (int) checksum.getValue();
    }
}
