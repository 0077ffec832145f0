package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Lockstep.Participant;
import io.larder.integration.lockstep.Step.Run;
import io.larder.jdbc.CacheStatistics;
import io.larder.jdbc.LarderConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;

/** One schema, drawn from a seed, and random steps on it. */
final class Round {
    private static final List<String> NAMES = List.of("alice", "bob", "carol", "dave");

    private final Flavor flavor;
    private final long seed;
    private final Opponent opponent;

    Round(Flavor flavor, long seed, Opponent opponent) {
        this.flavor = flavor;
        this.seed = seed;
        this.opponent = opponent;
    }

    /** Who is compared with the bare driver. */
    enum Opponent {
        LARDER,
        /** Is the test deterministic? */
        BARE,
        /** Would the test see it? */
        FORGETFUL;

        Actor connect(String url, Properties properties) throws SQLException {
            String reached = this == LARDER ? url.replaceFirst("^jdbc:", "jdbc:larder:") : url;
            Actor session = new JdbcSession(DriverManager.getConnection(reached, properties));
            return this == FORGETFUL ? new ForgetfulActor(session) : session;
        }
    }

    /** What a round came to. */
    record Result(int steps, int reads, int errors, CacheStatistics statistics) {}

    /** Takes at least this many steps; throws an AssertionError at the first difference. */
    Result run(int steps) throws SQLException {
        Random random = new Random(seed);
        RandomSchema schema = new RandomSchema(flavor, random);
        String threshold = List.of("0", "5", "1").get(random.nextInt(3));
        String title = flavor + " (-Dtests.lockstep.seed=" + seed + " -Dtests.lockstep.statements=" + steps
                + ", prepareThreshold " + threshold + ")";
        Properties properties = new Properties();
        if (flavor.isPostgres()) {
            properties.setProperty("prepareThreshold", threshold);
        }
        List<Participant> participants = new ArrayList<>();
        try (DatabasePair pair = DatabasePair.create(flavor, schema.script())) {
            try {
                for (String name : NAMES) {
                    participants.add(participant(name, pair, properties));
                }
                RandomStatements statements = new RandomStatements(schema, flavor, random);
                boolean plansOutlive = flavor.isPostgres() && !threshold.equals("0");
                Lockstep lockstep = new Lockstep(title, participants, statements, random, plansOutlive);
                for (Participant participant : participants) {
                    for (Step step : RandomControl.opening(flavor)) {
                        lockstep.take(participant, step);
                    }
                }
                lockstep.run(steps);
                compareAll(lockstep, schema, participants.get(0));
                return new Result(lockstep.steps(), lockstep.reads(), lockstep.errors(), statistics(participants));
            } finally {
                for (Participant participant : participants) {
                    participant.bare().close();
                    participant.other().close();
                }
            }
        }
    }

    private Participant participant(String name, DatabasePair pair, Properties properties) throws SQLException {
        return new Participant(
                new SessionState(name, flavor),
                Opponent.BARE.connect(pair.first(), properties),
                opponent.connect(pair.second(), properties));
    }

    /** Twice: what is asked again may come from memory. */
    private static void compareAll(Lockstep lockstep, RandomSchema schema, Participant participant)
            throws SQLException {
        for (int i = 0; i < 2; i++) {
            for (Table table : schema.tables()) {
                lockstep.take(participant, Run.unordered("select * from " + table.name()));
            }
        }
    }

    private CacheStatistics statistics(List<Participant> participants) throws SQLException {
        Connection connection = participants.get(0).other().connection();
        return opponent == Opponent.LARDER
                ? connection.unwrap(LarderConnection.class).statistics()
                : new CacheStatistics(0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0);
    }
}
