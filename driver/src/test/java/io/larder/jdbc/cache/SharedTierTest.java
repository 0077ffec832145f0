package io.larder.jdbc.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.cache.Question;
import io.larder.cache.SessionKey;
import io.larder.cache.shared.ByteStore;
import io.larder.cache.shared.Fetched;
import io.larder.cache.shared.SharedAnswers;
import io.larder.cache.shared.SharedStamp;
import io.larder.cache.shared.Turn;
import io.larder.invalidation.Stamp;
import io.larder.invalidation.TableClocks;
import io.larder.jdbc.database.AnswerCodec;
import io.larder.jdbc.database.CapturedRows;
import io.larder.sql.Change;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedTierTest {
    private static final Set<TableName> ITEM = Set.of(new TableName("item"));

    private final Store store = new Store();
    private final TableClocks clocks = new TableClocks();
    private final SharedTier tier = new SharedTier(
            new SharedAnswers(store, "test", Optional.empty(), 1000),
            new Unchanging(),
            clocks,
            Duration.ofSeconds(1),
            10);

    @Test
    void rowsReadUnderOneSchemaAreNotKeptUnderTheNameOfTheNext() throws InterruptedException {
        SharedPlace place = Objects.requireNonNull(tier.place(Optional.of("V1")));

        keep(place, "before", Optional.of("V2"));
        keep(place, "before", Optional.empty());
        keep(place, "after", Optional.of("V1"));

        // One after the other, so the first one that was sent is the first one that was kept.
        assertThat(store.names.poll(50, TimeUnit.SECONDS)).isEqualTo(nameOf(key("after", place)));
        assertThat(store.names).isEmpty();
    }

    @Test
    void aQueryUnderASchemaThatNothingVouchesForIsNotShared() {
        assertThat(tier.place(Optional.empty())).isNull();
    }

    @Test
    void anAnswerForTheSchemaFromBeforeALookIsNotTakenAfterIt() throws InterruptedException {
        SharedPlace place = Objects.requireNonNull(tier.place(Optional.of("V1")));
        keep(place, "q", Optional.of("V1"));
        assertThat(store.names.poll(50, TimeUnit.SECONDS)).isNotNull();
        Stamp start = clocks.now();
        assertThat(tier.find(key("q", place), start, Long.MAX_VALUE, null).hit())
                .isNotNull();

        clocks.announce(Change.EVERYTHING).committed();

        assertThat(tier.find(key("q", place), start, Long.MAX_VALUE, null).hit())
                .isNull();
    }

    private void keep(SharedPlace place, String sql, Optional<String> version) {
        tier.keep(key(sql, place), new Rows(), place, version, ITEM, Duration.ofMinutes(1), Turn.NONE);
    }

    private String nameOf(SharedTier.Key key) {
        tier.find(key, clocks.now(), Long.MAX_VALUE, null);
        return store.asked;
    }

    private SharedTier.Key key(String sql, SharedPlace place) {
        Question question = new Question(new SessionKey(List.of("db")), "form", sql);
        return Objects.requireNonNull(
                tier.key(question, sql, ITEM, Optional.of(new NoBytes()), Optional.of(place.version())));
    }

    private record Rows() implements CapturedRows {
        @Override
        public int rowCount() {
            return 0;
        }

        @Override
        public Object row(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public long sizeInBytes() {
            return 1;
        }
    }

    private record NoBytes() implements AnswerCodec {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public byte[] encode(CapturedRows rows) {
            return new byte[0];
        }

        @Override
        public CapturedRows decode(byte[] bytes) {
            return new Rows();
        }
    }

    private record Unchanging() implements SharedOrder {
        @Override
        public SharedStamp now() {
            return new SharedStamp("epoch", 1, 1);
        }

        @Override
        public boolean unchangedSince(SharedStamp stamp, Set<TableName> tables) {
            return true;
        }
    }

    /** Has what was kept, and remembers in which order. */
    private static final class Store implements ByteStore {
        private final BlockingQueue<String> names = new LinkedBlockingQueue<>();
        private final Map<String, byte[]> values = new ConcurrentHashMap<>();
        private String asked = "";

        @Override
        public CompletableFuture<Fetched<byte[]>> fetch(String name) {
            asked = name;
            byte[] value = values.get(name);
            return CompletableFuture.completedFuture(
                    value == null ? new Fetched.Absent<>() : new Fetched.Found<>(value));
        }

        @Override
        public CompletableFuture<Boolean> put(String name, byte[] value, Duration timeToLive) {
            values.put(name, value);
            names.add(name);
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public CompletableFuture<Fetched<String>> claim(String name, String who, Duration timeToLive) {
            return CompletableFuture.completedFuture(new Fetched.Absent<>());
        }

        @Override
        public void release(String name, String who) {
            // Nobody has any.
        }
    }
}
