package io.larder.integration.lockstep;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Makes the script of a difference as short as it can in a given time, by doing parts of it again on fresh databases. */
final class Shrinker {
    private final Opponent opponent;
    private final Duration forSteps;
    private final Duration forSetup;

    /**
     * @param forSteps how long it may take to leave out steps
     * @param forSetup how long it may take to leave out statements of the setup, after that
     */
    Shrinker(Opponent opponent, Duration forSteps, Duration forSetup) {
        this.opponent = opponent;
        this.forSteps = forSteps;
        this.forSetup = forSetup;
    }

    /** Does a script again, without the steps that would have to wait for others, and returns the first difference. */
    static Optional<Difference> repeat(Script script, Opponent opponent) {
        try (Arena arena = Arena.open(script.world(), opponent, true)) {
            for (Line line : script.lines()) {
                if (arena.admits(line.session(), line.step())) {
                    arena.play(line.session(), line.step());
                }
            }
            return Optional.empty();
        } catch (Difference difference) {
            return Optional.of(difference);
        } catch (SQLException cannotBeSetUp) {
            return Optional.empty();
        }
    }

    /** Returns the difference with the shortest script that was found; empty if it does not come again. */
    Optional<Difference> shrink(Difference found) {
        Script whole = found.script();
        if (repeat(whole, opponent).isEmpty()) {
            return Optional.empty();
        }
        List<Line> lines = Minimum.of(
                whole.lines(),
                fewer -> repeat(new Script(whole.world(), fewer), opponent)
                        .map(difference -> difference.script().lines()),
                within(forSteps));
        List<String> setup = Minimum.of(
                whole.world().setup(),
                fewer -> repeat(new Script(whole.world().with(fewer), lines), opponent)
                        .map(any -> fewer),
                within(forSetup));
        return repeat(new Script(whole.world().with(setup), lines), opponent);
    }

    private static BooleanSupplier within(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() - deadline < 0;
    }
}
