package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Step.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A cache as it should not be: it gives an answer once more before it asks again, whatever was written meanwhile. */
final class ForgetfulActor implements Actor {
    private final Actor delegate;
    private final Map<Step, Outcome> answers = new HashMap<>();

    ForgetfulActor(Actor delegate) {
        this.delegate = delegate;
    }

    @Override
    public Outcome run(Step step) {
        if (!(step instanceof Run run) || !run.isRead()) {
            return delegate.run(step);
        }
        Outcome known = answers.remove(step);
        if (known != null && !known.failed()) {
            return known;
        }
        Outcome fresh = delegate.run(step);
        answers.put(step, fresh);
        return fresh;
    }

    @Override
    public Connection connection() {
        return delegate.connection();
    }

    @Override
    public void close() throws SQLException {
        delegate.close();
    }
}
