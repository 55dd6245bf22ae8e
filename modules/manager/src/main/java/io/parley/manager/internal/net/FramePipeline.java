package io.parley.manager.internal.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;

/** What is in the way of each connection's bytes: TLS if wanted, the handshake first, then frames. */
final class FramePipeline extends ChannelInitializer<Channel> {
    private static final int FLUSH_AFTER = 256;

    private final Wire wire;
    private final FrameHandler handler;
    private final Doorkeeper doorkeeper;

    /** @param doorkeeper of a server; null at a client */
    FramePipeline(Wire wire, FrameHandler handler, Doorkeeper doorkeeper) {
        this.wire = wire;
        this.handler = handler;
        this.doorkeeper = doorkeeper;
    }

    @Override
    protected void initChannel(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        if (wire.tls() != null) {
            pipeline.addLast(wire.tls().handler(channel.alloc(), wire.handshakeMs()));
        }
        FrameChannel frames = new FrameChannel(handler, wire, doorkeeper);
        pipeline.addLast(new HandshakeGate(wire, () -> {
            pipeline.addBefore("frames", null, new FrameEncoder(wire.maxUnread()))
                    .addBefore("frames", null, new FrameDecoder(wire.maxFrame(), wire.listens(), frames::progress))
                    .addBefore("frames", null, new FlushConsolidationHandler(FLUSH_AFTER, true));
            frames.opened(pipeline.context(frames));
        }));
        pipeline.addLast("frames", frames);
    }
}
