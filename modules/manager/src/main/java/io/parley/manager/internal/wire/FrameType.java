package io.parley.manager.internal.wire;

/** What a frame is. The number is on the wire. */
public enum FrameType {
    /** Client: open a session, or go on with one after the connection was lost. */
    OPEN(1),
    /** Server: the session is open, and its terms. */
    OPENED(2),
    /** Server: it does not know the session, or will not open one. The connection ends. */
    REFUSED(3),
    /** Client: do something with an object. */
    REQUEST(4),
    /** Server: it was done. */
    REPLY(5),
    /** Server: it failed. */
    FAILURE(6),
    /** Client: the caller does not want to wait any longer. */
    CANCEL(7),
    /** Client: it has the answer to request {@code acked}; with 0 its sign of life. */
    ACK(8),
    /** Server: its sign of life, in answer to the client's. */
    ALIVE(9),
    /** Client: the session is over. */
    CLOSE(10);

    private static final FrameType[] TYPES = values();

    private final int id;

    FrameType(int id) {
        this.id = id;
    }

    /** The number on the wire. */
    public int id() {
        return id;
    }

    /** The type of that number; null if there is none. */
    public static FrameType of(int id) {
        return id < 1 || id > TYPES.length ? null : TYPES[id - 1];
    }
}
