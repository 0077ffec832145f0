package io.larder.invalidation;

/** What a schema has that not every schema has, and that decides where and when code of users can write. */
public enum Oddity {
    /** Code of users may write elsewhere than in its transaction: by a connection of its own, in another database. */
    WRITES_ELSEWHERE,
    /** Code of users may run, and write, when its transaction commits. */
    WRITES_AT_COMMIT,
    /** Constraints may be checked, and fail, only when the transaction commits. */
    CHECKS_AT_COMMIT
}
