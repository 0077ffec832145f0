package io.larder.benchmarks;

import io.larder.benchmarks.Client.Outcome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * Questions whose answers another process has put into Redis, and far more of them than find room in memory: whoever asks one
 * after another has to fetch each from Redis, and what he keeps has made room for others when its turn comes again.
 *
 * <p>Larder asks Redis for what takes the database longer, as far as that was measured. This process never asks the database,
 * and so it asks Redis for all.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first.
public class KeptInRedis {
    /** The answers that find room in memory are less than one in a hundred of these: some fifty of one row, one of 1,000. */
    private static final int MOST_QUESTIONS = 12_000;

    private static final int LEAST_QUESTIONS = 400;
    /** Of all answers together, where that is between the two. */
    private static final int ROWS = 200_000;

    private int count;
    private int next;
    private boolean asked;
    private RedissonClient redis;
    private String[] names;
    private Connection keeper;
    private Client client;
    private PreparedStatement inRange;

    /** Has the answers put into Redis. */
    @Setup(Level.Trial)
    public void keepAll(Questions questions) throws SQLException {
        String url = Database.POSTGRESQL.freshUrl();
        keeper = DriverManager.getConnection(url);
        Products.create(Database.POSTGRESQL, keeper);
        count = Math.max(LEAST_QUESTIONS, Math.min(MOST_QUESTIONS, ROWS / questions.rows));
        redis = Hub.client();
        Hub.dropAnswers(redis);
        String shared = Hub.with(Through.LARDER.url(url));
        try (NeighbourProcess other = NeighbourProcess.start(Neighbour.keeping(shared))) {
            other.keep(questions.rows, count);
        }
        names = Hub.answers(redis);
        if (names.length != count) {
            throw new IllegalStateException(names.length + " answers of " + count);
        }
        // Every execution is in the form of the first.
        client = new Client(DriverManager.getConnection(shared + "&larder.memory=64KB&prepareThreshold=0"));
        inRange = client.connection.prepareStatement(Questions.IN_RANGE);
        // By another question: none of these is asked before this process is one of those that share answers.
        client.awaitServing();
        client.start();
    }

    /** Asks the next question. */
    void askNext(Questions questions, Blackhole reader) throws SQLException {
        asked = true;
        next = (next + 1) % count;
        questions.ask(inRange, next, reader);
    }

    /** Fetches the next answer, and leaves it as it is. */
    byte[] getNext() {
        next = (next + 1) % count;
        return redis.<byte[]>getBucket(names[next], ByteArrayCodec.INSTANCE).get();
    }

    /** Closes the connections. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        if (asked) {
            client.finish(Outcome.SHARED_HIT);
        } else {
            client.close();
        }
        keeper.close();
    }
}
