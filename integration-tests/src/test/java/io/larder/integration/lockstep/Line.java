package io.larder.integration.lockstep;

/** A step of a session. */
record Line(String session, Step step) {
    @Override
    public String toString() {
        return session + ": " + step;
    }
}
