package io.larder.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever lies in a shared store where an entry ought to be: it is the answer that was packed, or none. */
class EntryFormatTest {
    private static final int MAXIMUM = 100_000;
    private static final String NAME = "larder:shop:answer:1";
    private static final byte[] QUESTION = bytes("select * from fruit where id = 7 and colour = 'red'");

    /** Of what kind an entry is. */
    enum Kind {
        PLAIN(300, false),
        COMPRESSED(4_000, false),
        SEALED(300, true),
        SEALED_AND_COMPRESSED(4_000, true);

        private final int rows;
        private final boolean sealed;

        @SuppressWarnings("ImmutableEnumChecker") // It is, but for the source of its random numbers.
        private final EntryFormat format;

        Kind(int rows, boolean sealed) {
            this.rows = rows;
            this.sealed = sealed;
            this.format = new EntryFormat(sealed ? seal("k1") : null, MAXIMUM);
        }

        EntryFormat format() {
            return format;
        }

        SharedAnswer answer() {
            byte[] payload = new byte[rows];
            for (int i = 0; i < rows; i++) {
                payload[i] = (byte) (i % 64 * (i % 7));
            }
            return answerOf(payload);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatWasPackedIsUnpacked(Kind kind) throws UnreadableException {
        byte[] entry = entry(kind);
        assertThat(entry.length < kind.rows).isEqualTo(kind.rows == 4_000);
        SharedAnswer unpacked = kind.format().unpack(NAME, QUESTION, entry);
        assertThat(unpacked).usingRecursiveComparison().isEqualTo(kind.answer());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whateverByteOfItIsAnotherItIsUnreadable(Kind kind) {
        byte[] entry = entry(kind);
        for (int i = 0; i < entry.length; i++) {
            for (int flipped : new int[] {0x01, 0x80, 0xFF}) {
                entry[i] ^= (byte) flipped;
                unreadable(kind, entry);
                entry[i] ^= (byte) flipped;
            }
        }
        assertThat(entry).isEqualTo(kind.sealed ? entry : entry(kind));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whereverItIsCutItIsUnreadable(Kind kind) {
        byte[] entry = entry(kind);
        for (int length = 0; length < entry.length; length++) {
            unreadable(kind, Arrays.copyOf(entry, length));
        }
        unreadable(kind, Arrays.copyOf(entry, entry.length + 1));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theAnswerOfAnotherQuestionIsNone(Kind kind) {
        assertThatThrownBy(() -> kind.format().unpack(NAME, bytes("select 1"), entry(kind)))
                .isInstanceOf(UnreadableException.class);
        byte[] longer = Arrays.copyOf(QUESTION, QUESTION.length + 1);
        assertThatThrownBy(() -> kind.format().unpack(NAME, longer, entry(kind)))
                .isInstanceOf(UnreadableException.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void randomBytesAreNoEntry(Kind kind) {
        long seed = 20_261_121;
        Random random = new Random(seed);
        byte[] start = entry(Kind.PLAIN);
        for (int i = 0; i < 5_000; i++) {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            if (random.nextBoolean()) {
                // As if all that is checked first were right.
                System.arraycopy(start, 0, garbage, 0, Math.min(garbage.length, 6));
                rightChecksum(garbage);
            }
            unreadable(kind, garbage);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatAnotherVersionOrJavaHasWrittenIsUnreadable(Kind kind) throws IOException {
        byte[] entry = entry(kind);
        for (int version = 0; version < 256; version++) {
            if (version != EntryFormat.VERSION) {
                entry[4] = (byte) version;
                rightChecksum(entry);
                unreadable(kind, entry);
            }
        }
        ByteArrayOutputStream serialized = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(serialized)) {
            out.writeObject(new ArrayList<>(List.of("fruit", 7)));
        }
        unreadable(kind, serialized.toByteArray());
    }

    @Test
    void aForgedLengthTakesNoMemory() {
        List<byte[]> forgeries = List.of(
                // Compressed, of two billion bytes.
                new PackedWriter(8).one(1).count(Integer.MAX_VALUE).one(0).toBytes(),
                // Of no more than is allowed, but more than it can be.
                new PackedWriter(8).one(1).count(MAXIMUM).one(0).toBytes(),
                // A question, then an epoch, tables and rows of two billion bytes.
                new PackedWriter(8).one(0).count(Integer.MAX_VALUE).toBytes(),
                new PackedWriter(99)
                        .one(0)
                        .bytes(QUESTION)
                        .count(Integer.MAX_VALUE)
                        .toBytes(),
                content().count(Integer.MAX_VALUE).toBytes(),
                content().count(0).count(Integer.MAX_VALUE).toBytes(),
                content().count(0).bytes(new byte[3]).one(0).toBytes(),
                new PackedWriter(8)
                        .one(0)
                        .raw(new byte[MAXIMUM + 1], MAXIMUM + 1)
                        .toBytes());
        for (byte[] body : forgeries) {
            byte[] entry = new byte[10 + body.length];
            System.arraycopy(entry(Kind.PLAIN), 0, entry, 0, 6);
            System.arraycopy(body, 0, entry, 10, body.length);
            rightChecksum(entry);
            unreadable(Kind.PLAIN, entry);
        }
    }

    private static PackedWriter content() {
        return new PackedWriter(99)
                .one(0)
                .bytes(QUESTION)
                .text("epoch")
                .eight(7)
                .eight(8)
                .eight(9);
    }

    @Test
    void whatIsTooLargeIsNotPacked() {
        EntryFormat format = new EntryFormat(null, 1_000);
        assertThat(format.pack(NAME, QUESTION, answerOf(new byte[1_001]))).isEmpty();
        assertThat(format.pack(NAME, QUESTION, answerOf(new byte[100]))).isPresent();
    }

    @Test
    void whatTheLimitOfAnotherProcessAllowedIsUnreadable() {
        byte[] entry = entry(Kind.COMPRESSED);
        assertThatThrownBy(() -> new EntryFormat(null, 3_000).unpack(NAME, QUESTION, entry))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void anEntryThatWasMovedToAnotherNameIsRefused() {
        assertThatThrownBy(() -> Kind.SEALED.format().unpack("larder:shop:answer:2", QUESTION, entry(Kind.SEALED)))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("seal");
    }

    @Test
    void whoHasKeysBelievesNoEntryThatIsNotSealed() {
        unreadable(Kind.SEALED, entry(Kind.PLAIN));
        unreadable(Kind.PLAIN, entry(Kind.SEALED));
    }

    @Test
    void nothingOfASealedEntryCanBeReadAndNoTwoAreAlike() {
        byte[] entry = entry(Kind.SEALED);
        assertThat(new String(entry, StandardCharsets.ISO_8859_1)).doesNotContain("fruit");
        assertThat(new String(entry(Kind.PLAIN), StandardCharsets.ISO_8859_1)).contains("fruit");
        assertThat(entry(Kind.SEALED)).isNotEqualTo(entry);
    }

    @Test
    void keysAreRotatedWithoutLosingWhatTheOldOneHasSealed() throws UnreadableException {
        EntryFormat old = new EntryFormat(seal("k1"), MAXIMUM);
        EntryFormat introduced = new EntryFormat(seal("k1", "k2"), MAXIMUM);
        EntryFormat rotated = new EntryFormat(seal("k2", "k1"), MAXIMUM);
        EntryFormat dropped = new EntryFormat(seal("k2"), MAXIMUM);
        byte[] byOld = old.pack(NAME, QUESTION, Kind.PLAIN.answer()).orElseThrow();
        byte[] byNew = rotated.pack(NAME, QUESTION, Kind.PLAIN.answer()).orElseThrow();
        for (EntryFormat reader : List.of(introduced, rotated)) {
            assertThat(reader.unpack(NAME, QUESTION, byOld).tables()).contains("fruit");
            assertThat(reader.unpack(NAME, QUESTION, byNew).tables()).contains("fruit");
        }
        assertThatThrownBy(() -> old.unpack(NAME, QUESTION, byNew)).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> dropped.unpack(NAME, QUESTION, byOld)).isInstanceOf(UnreadableException.class);
        assertThat(seal("k1", "k2").nameOf(QUESTION))
                .as("for as long as the old key is known, what it sealed is found")
                .isEqualTo(seal("k1").nameOf(QUESTION))
                .isEqualTo(seal("k2", "k1").nameOf(QUESTION))
                .isNotEqualTo(seal("k2").nameOf(QUESTION));
    }

    private static EntrySeal seal(String... ids) {
        List<String> keys = new ArrayList<>();
        for (String id : ids) {
            byte[] secret = Arrays.copyOf(bytes("the secret of " + id), 32);
            keys.add(id + ":" + Base64.getEncoder().encodeToString(secret));
        }
        return new EntrySeal(EncryptionKeys.parse(String.join(",", keys)));
    }

    private static SharedAnswer answerOf(byte[] payload) {
        SharedStamp stamp = new SharedStamp("the epoch", 41, Long.MIN_VALUE);
        return new SharedAnswer(stamp, Duration.ofMinutes(5), Set.of("fruit", "\u00e4pfel", "x"), payload);
    }

    private static byte[] entry(Kind kind) {
        return kind.format().pack(NAME, QUESTION, kind.answer()).orElseThrow();
    }

    private static void unreadable(Kind kind, byte[] entry) {
        @Nullable Object read;
        try {
            read = kind.format().unpack(NAME, QUESTION, entry);
        } catch (UnreadableException expected) {
            read = null;
        }
        assertThat(read).as("an answer made of something else").isNull();
    }

    /** Makes a forgery that only a look at all the rest can tell. */
    private static void rightChecksum(byte[] entry) {
        if (entry.length >= 10) {
            CRC32C checksum = new CRC32C();
            checksum.update(entry, 0, 6);
            checksum.update(entry, 10, entry.length - 10);
            ByteBuffer.wrap(entry).putInt(6, (int) checksum.getValue());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
