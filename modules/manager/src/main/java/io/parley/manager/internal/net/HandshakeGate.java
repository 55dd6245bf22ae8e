package io.parley.manager.internal.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.parley.internal.net.Handshake;
import io.parley.pipe.AuthenticationException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * Lets nothing through before both sides have proved that they know the key; then removes itself. With TLS it begins
 * when that is there. Ends a connection that takes too long.
 */
final class HandshakeGate extends ByteToMessageDecoder {
    private final Wire wire;
    private final Runnable whenDone;
    private Handshake handshake;
    private Future<?> limit;
    private boolean over;

    HandshakeGate(Wire wire, Runnable whenDone) {
        this.wire = wire;
        this.whenDone = whenDone;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        limit = context.executor().schedule(() -> tooLate(context), wire.handshakeMs(), TimeUnit.MILLISECONDS);
        if (wire.tls() == null) {
            begin(context, Wire.PLAIN);
        }
        context.fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent tls) {
            if (tls.isSuccess()) {
                begin(
                        context,
                        wire.tls()
                                .binding(
                                        context.pipeline().get(SslHandler.class).engine()));
            } else if (tls.cause() instanceof SSLException && context.channel().isActive()) {
                context.fireExceptionCaught(tls.cause());
            }
        }
        context.fireUserEventTriggered(event);
    }

    private void begin(ChannelHandlerContext context, String transport) {
        handshake = wire.handshake(transport, context.channel().remoteAddress());
        send(context);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws AuthenticationException {
        if (over || handshake == null) {
            in.skipBytes(in.readableBytes());
            return;
        }
        ByteBuffer incoming = handshake.incoming();
        int count = Math.min(incoming.remaining(), in.readableBytes());
        ByteBuffer part = incoming.slice().limit(count);
        in.readBytes(part);
        incoming.position(incoming.position() + count);
        if (!incoming.hasRemaining()) {
            advance(context);
        }
    }

    private void advance(ChannelHandlerContext context) throws AuthenticationException {
        try {
            handshake.advance();
        } catch (AuthenticationException e) {
            over = true;
            throw e;
        } finally {
            send(context);
        }
        if (handshake.isDone()) {
            over = true;
            limit.cancel(false);
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

    private void tooLate(ChannelHandlerContext context) {
        if (!over) {
            over = true;
            context.fireExceptionCaught(
                    new AuthenticationException(wire.name(context.channel().remoteAddress())
                            + " did not finish the handshake in time: limit=" + wire.handshakeMs() + " ms"));
        }
    }

    /** The other side left in the middle, which may mean several things. */
    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (limit != null) {
            limit.cancel(false);
        }
        if (!over) {
            over = true;
            context.pipeline().get(FrameChannel.class).leftEarly();
        }
        super.channelInactive(context);
    }
}
