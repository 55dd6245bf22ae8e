package io.parley.manager.internal.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.parley.internal.net.Handshake;
import io.parley.internal.net.Handshake.Terms;
import java.net.SocketAddress;
import java.util.function.Function;

/** What is in the way of each connection's bytes: the handshake first, then frames. */
final class FramePipeline extends ChannelInitializer<Channel> {
    /** What both sides must agree on besides the key. */
    static final String PROTOCOL = "parley manager 1";

    private final SocketAddress server;
    private final byte[] key;
    private final int maxFrame;
    private final Function<Terms, Handshake> side;
    private final FrameHandler handler;

    /** @param server where this side connects to; null if it listens */
    FramePipeline(
            SocketAddress server, byte[] key, int maxFrame, Function<Terms, Handshake> side, FrameHandler handler) {
        this.server = server;
        this.key = key;
        this.maxFrame = maxFrame;
        this.side = side;
        this.handler = handler;
    }

    @Override
    protected void initChannel(Channel channel) {
        String peer = String.valueOf(server != null ? server : channel.remoteAddress());
        Terms terms = new Terms(key, "tcp", PROTOCOL, null, peer);
        FrameChannel frames = new FrameChannel(handler);
        channel.pipeline()
                .addLast(new FlushConsolidationHandler(256, true))
                .addLast(new HandshakeGate(side.apply(terms), () -> {
                    channel.pipeline().addBefore("frames", "encoder", new FrameEncoder());
                    channel.pipeline().addBefore("frames", "decoder", new FrameDecoder(maxFrame));
                    frames.opened();
                }))
                .addLast("frames", frames);
    }
}
