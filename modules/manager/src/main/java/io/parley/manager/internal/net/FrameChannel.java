package io.parley.manager.internal.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.parley.manager.internal.wire.Frame;
import io.parley.pipe.AuthenticationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The last handler of a connection: gives its frames to who wants them, and knows why it ended. */
final class FrameChannel extends SimpleChannelInboundHandler<Frame> {
    private final FrameHandler handler;
    private final Doorkeeper doorkeeper;
    private final Wire wire;
    private ChannelSink sink;
    private Future<?> silence;
    private Throwable why;

    /** @param doorkeeper of a server; null at a client */
    FrameChannel(FrameHandler handler, Wire wire, Doorkeeper doorkeeper) {
        this.handler = handler;
        this.wire = wire;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        sink = new ChannelSink(context.channel());
    }

    /** Both sides have proved that they know the key. A client has to say something now. */
    void opened(ChannelHandlerContext context) {
        if (doorkeeper == null) {
            handler.opened(sink);
        } else if (doorkeeper.admit(context.channel())) {
            silence = context.executor()
                    .schedule(
                            () -> exceptionCaught(
                                    context,
                                    new PeerFault(
                                            "nothing was asked for in time: limit=" + wire.handshakeMs() + " ms")),
                            wire.handshakeMs(),
                            TimeUnit.MILLISECONDS);
            handler.opened(sink);
        } else {
            context.close();
        }
    }

    /** The peer went away before both sides had proved that they know the key. */
    void leftEarly() {
        if (why == null && doorkeeper == null) {
            why = new AuthenticationException(wire.name(null) + " ended the connection during the handshake. "
                    + (wire.tls() == null ? "It may want TLS" : "It may have no TLS, or want another certificate")
                    + ", have too many connections, or be no Parley");
        }
    }

    /** The peer is alive, though no frame is complete. */
    void progress() {
        if (!sink.isClosing()) {
            handler.progress(sink);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Frame frame) {
        if (silence != null) {
            silence.cancel(false);
            silence = null;
        }
        if (!sink.isClosing()) {
            handler.received(sink, frame);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (silence != null) {
            silence.cancel(false);
        }
        handler.closed(sink, why);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (why == null) {
            Throwable real = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
            why = TlsFailures.explain(real, wire.name(context.channel().remoteAddress()));
            if (doorkeeper != null && isFault(why)) {
                doorkeeper.refusals().add(context.channel().remoteAddress(), why.getMessage());
            }
        }
        context.close();
    }

    /** Whether the peer did something wrong, and did not just go away. */
    private static boolean isFault(Throwable why) {
        return why instanceof PeerFault || why instanceof AuthenticationException || why instanceof RuntimeException;
    }
}
