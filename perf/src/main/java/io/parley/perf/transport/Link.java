package io.parley.perf.transport;

/** A way from here to there and back. Both ends are opened by link objects made with the same arguments. */
public interface Link {
    /** The end of the process that measures; opened first, before the other process starts. */
    Endpoint near();

    /** The end of the other process. */
    Endpoint far();

    /**
     * One more receiver beside the near end, which was opened before: one that competes with it for messages, or one
     * that gets a copy of each, as {@link Transport#receivers()} says.
     *
     * @throws UnsupportedOperationException if there can be one receiver only
     */
    default Endpoint another() {
        throw new UnsupportedOperationException("one receiver only: " + this);
    }
}
