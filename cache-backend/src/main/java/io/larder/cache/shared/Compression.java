package io.larder.cache.shared;

import java.util.Arrays;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/** LZ4, for what is large enough and gets smaller. The implementation in plain Java that looks where it writes. */
final class Compression {
    private static final byte AS_IT_IS = 0;
    private static final byte LZ4 = 1;
    /** Less than this is sent in one packet in any case. */
    private static final int WORTHWHILE = 1_024;
    /** LZ4 makes at most so many bytes of one. */
    private static final long LARGEST_RATIO = 255;

    private static final LZ4Factory FACTORY = LZ4Factory.safeInstance();

    private Compression() {}

    static byte[] pack(byte[] content) {
        PackedWriter out;
        if (content.length >= WORTHWHILE) {
            byte[] compressed = FACTORY.fastCompressor().compress(content);
            if (compressed.length < content.length - content.length / 8) {
                out = new PackedWriter(compressed.length + 1 + Integer.BYTES + 1);
                out.one(LZ4).count(content.length);
                return out.raw(compressed, compressed.length).toBytes();
            }
        }
        out = new PackedWriter(content.length + 1);
        return out.one(AS_IT_IS).raw(content, content.length).toBytes();
    }

    static byte[] unpack(byte[] body, int maximumBytes) throws UnreadableException {
        PackedReader in = new PackedReader(body);
        int kind = in.one();
        if (kind == AS_IT_IS && in.remaining() <= maximumBytes) {
            return in.raw(in.remaining());
        }
        if (kind != LZ4) {
            throw new UnreadableException("too large, or compressed in another way");
        }
        int length = in.count();
        if (length > maximumBytes || length > LARGEST_RATIO * in.remaining()) {
            throw new UnreadableException("of no such length");
        }
        byte[] content = new byte[length];
        try {
            int end = FACTORY.safeDecompressor().decompress(body, in.position(), in.remaining(), content, 0);
            return end == length ? content : Arrays.copyOf(content, end);
        } catch (LZ4Exception garbled) {
            throw new UnreadableException("not compressed");
        }
    }
}
