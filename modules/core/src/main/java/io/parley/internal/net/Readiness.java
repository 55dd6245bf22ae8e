package io.parley.internal.net;

import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Deadline;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Where one thread at a time waits for one channel, which never blocks. Interruption ends the wait and leaves the
 * channel open; a channel that blocks would be closed by it.
 */
final class Readiness {
    private static final long NS_PER_MS = 1_000_000;

    private final SocketChannel channel;
    private volatile Selector selector;
    private volatile boolean closed;

    Readiness(SocketChannel channel) {
        this.channel = channel;
    }

    /** Waits until the operation may be tried again, or the deadline passed; whether it did not pass. */
    boolean await(int operation, long deadlineNs) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long remainingNs = Deadline.remainingNs(deadlineNs, SystemClock.LOCAL.monotonicNs());
        if (remainingNs <= 0) {
            return false;
        }
        try {
            Selector open = open();
            SelectionKey key = channel.keyFor(open);
            if (key == null) {
                channel.register(open, operation);
            } else {
                key.interestOps(operation);
            }
            if (deadlineNs == Deadline.NEVER) {
                open.select();
            } else {
                open.select(Math.max(1, (remainingNs + NS_PER_MS - 1) / NS_PER_MS));
            }
            open.selectedKeys().clear();
        } catch (ClosedSelectorException | CancelledKeyException e) {
            throw new ClosedChannelException();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return true;
    }

    private Selector open() throws IOException {
        Selector open = selector;
        if (open == null) {
            open = Selector.open();
            selector = open;
            if (closed) {
                open.close();
            }
        }
        return open;
    }

    /** Ends the wait, and every later one. */
    void close() throws IOException {
        closed = true;
        Selector open = selector;
        if (open != null) {
            open.close();
        }
    }
}
