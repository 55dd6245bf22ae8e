package io.parley.manager.internal.net;

import io.parley.manager.internal.wire.Frame;

/** Where frames go: one connection. Any thread may use it; nothing waits. */
public interface FrameSink {
    /** Sends a frame, after those sent before; without effect if the connection is gone. */
    void send(Frame frame);

    /** Ends the connection once everything was sent. */
    void close();

    /** Who is on the other side, for messages. */
    String peer();
}
