package io.larder.cache;

/** Which answers make room for others when memory is full. */
public enum Priority {
    /** Pushes out nobody: is kept only while there is room. */
    LOW,
    /** Whatever is asked for least makes room for the others. */
    NORMAL,
    /** Makes room for others of this priority only. Half of the memory is theirs if they need it. */
    HIGH
}
