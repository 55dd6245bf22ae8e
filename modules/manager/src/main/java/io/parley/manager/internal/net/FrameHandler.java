package io.parley.manager.internal.net;

import io.parley.manager.internal.wire.Frame;

/** Who gets the frames of a connection whose sides have proved that they know the key. */
public interface FrameHandler {
    /** The handshake is over. */
    void opened(FrameSink connection);

    /** A frame came; called by one thread at a time for each connection, which must not wait. */
    void received(FrameSink connection, Frame frame);

    /** A part of a frame came, or went: the other side is alive, though slow. */
    default void progress(FrameSink connection) {}

    /**
     * The connection is gone, or there never was one.
     *
     * @param why what went wrong; null if the other side left or {@link FrameSink#close} was called
     */
    void closed(FrameSink connection, Throwable why);
}
