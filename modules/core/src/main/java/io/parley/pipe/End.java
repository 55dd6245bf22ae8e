package io.parley.pipe;

/** One of the two ends of a pipe. */
public enum End {
    /** Of a one-way pipe: the end that receives. */
    FIRST,
    /** Of a one-way pipe: the end that sends. */
    SECOND;

    /**
     * The end at the other side.
     *
     * @return the other one
     */
    public End other() {
        return this == FIRST ? SECOND : FIRST;
    }
}
