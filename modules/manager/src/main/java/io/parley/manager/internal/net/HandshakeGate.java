package io.parley.manager.internal.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.parley.internal.net.Handshake;
import io.parley.pipe.AuthenticationException;
import java.nio.ByteBuffer;
import java.util.List;

/** Lets nothing through before both sides have proved that they know the key; then removes itself. */
final class HandshakeGate extends ByteToMessageDecoder {
    private final Handshake handshake;
    private final Runnable whenDone;

    HandshakeGate(Handshake handshake, Runnable whenDone) {
        this.handshake = handshake;
        this.whenDone = whenDone;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        send(context);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws AuthenticationException {
        ByteBuffer incoming = handshake.incoming();
        int count = Math.min(incoming.remaining(), in.readableBytes());
        ByteBuffer part = incoming.slice().limit(count);
        in.readBytes(part);
        incoming.position(incoming.position() + count);
        if (incoming.hasRemaining()) {
            return;
        }
        try {
            handshake.advance();
        } finally {
            send(context);
        }
        if (handshake.isDone()) {
            whenDone.run();
            context.pipeline().remove(this);
        }
    }

    private void send(ChannelHandlerContext context) {
        ByteBuffer outgoing = handshake.outgoing();
        if (outgoing.hasRemaining()) {
            ByteBuf bytes = Unpooled.copiedBuffer(outgoing);
            outgoing.position(outgoing.limit());
            context.writeAndFlush(bytes);
        }
    }
}
