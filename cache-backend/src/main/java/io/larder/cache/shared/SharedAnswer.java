package io.larder.cache.shared;

import java.time.Duration;
import java.util.Set;

/**
 * An answer in a form that every process can read. Whether it still holds is for the reader to ask.
 *
 * @param stamp taken before its query ran
 * @param oldest the age that it has at most while it is in the store; clocks of two machines are never compared
 * @param tables all that it was read from, by name
 * @param payload the rows, in the form of the codec that the question names; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and not to be copied.
public record SharedAnswer(SharedStamp stamp, Duration oldest, Set<String> tables, byte[] payload) {
    public SharedAnswer {
        tables = Set.copyOf(tables);
    }
}
