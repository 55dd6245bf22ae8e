package io.parley.manager.internal.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.parley.manager.internal.wire.Frame;

/** A connection as Netty knows it. */
record ChannelSink(Channel channel) implements FrameSink {
    @Override
    public void send(Frame frame) {
        channel.writeAndFlush(frame, channel.voidPromise());
    }

    @Override
    public void close() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public String peer() {
        return String.valueOf(channel.remoteAddress());
    }
}
