package io.parley.internal.net;

import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.PrivateBell;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** Rings a bell once when a channel has something to read; then it has to be armed again. */
final class ReadableBell implements Reactor.Watcher {
    private final SocketChannel channel;
    private final Doorbell bell;
    private volatile boolean armed;

    ReadableBell(SocketChannel channel, String name) {
        this.channel = channel;
        this.bell = PrivateBell.create(name);
    }

    Doorbell bell() {
        return bell;
    }

    /** Rings when the channel is readable the next time, or is now. */
    void arm() {
        if (!armed) {
            armed = true;
            Reactor.watch(channel, SelectionKey.OP_READ, this);
        }
    }

    @Override
    public void ready(SelectionKey key) {
        key.interestOps(0);
        armed = false;
        bell.ringAll();
    }

    /** The channel was closed: nobody is left asleep, and the reactor may end. */
    void close() {
        Reactor.forget(channel);
        bell.ringAll();
    }
}
