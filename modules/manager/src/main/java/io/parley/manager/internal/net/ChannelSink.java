package io.parley.manager.internal.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.parley.manager.internal.wire.Frame;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A connection as Netty knows it. */
final class ChannelSink implements FrameSink {
    /** How long a peer may take to read the rest. */
    private static final long CLOSE_MS = 1000;

    private final Channel channel;
    private Object kept;
    private volatile boolean closing;

    ChannelSink(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void send(Frame frame) {
        channel.writeAndFlush(frame, channel.voidPromise());
    }

    @Override
    public void close() {
        if (closing || !channel.isOpen()) {
            return;
        }
        closing = true;
        channel.eventLoop().execute(() -> {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            Future<?> atLast = channel.eventLoop().schedule(() -> channel.close(), CLOSE_MS, TimeUnit.MILLISECONDS);
            channel.closeFuture().addListener(closed -> atLast.cancel(false));
        });
    }

    /** Whether {@link #close} was called, so that nobody is interested in more. */
    boolean isClosing() {
        return closing;
    }

    @Override
    public void keep(Object what) {
        kept = what;
    }

    @Override
    public Object kept() {
        return kept;
    }

    @Override
    public String peer() {
        return String.valueOf(channel.remoteAddress());
    }

    @Override
    public String toString() {
        return "ChannelSink(" + peer() + ")";
    }
}
