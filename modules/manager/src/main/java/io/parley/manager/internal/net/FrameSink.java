package io.parley.manager.internal.net;

import io.parley.manager.internal.wire.Frame;

/** Where frames go: one connection. Any thread may use it; nothing waits. */
public interface FrameSink {
    /** Sends a frame, after those sent before; without effect if the connection is gone. */
    void send(Frame frame);

    /** Ends the connection once everything was sent. */
    void close();

    /** Keeps something with the connection. For the thread on which its frames come. */
    void keep(Object what);

    /** What is kept with the connection; null before something is. For the thread on which its frames come. */
    Object kept();

    /** Who is on the other side, for messages. */
    String peer();
}
