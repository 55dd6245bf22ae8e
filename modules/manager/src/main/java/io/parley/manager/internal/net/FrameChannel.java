package io.parley.manager.internal.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.parley.manager.internal.wire.Frame;

/** The last handler of a connection: gives its frames to who wants them. */
final class FrameChannel extends SimpleChannelInboundHandler<Frame> {
    private final FrameHandler handler;
    private FrameSink sink;
    private Throwable why;

    FrameChannel(FrameHandler handler) {
        this.handler = handler;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        sink = new ChannelSink(context.channel());
    }

    /** The handshake is over. */
    void opened() {
        handler.opened(sink);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Frame frame) {
        handler.received(sink, frame);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        handler.closed(sink, why);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (why == null) {
            why = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        }
        context.close();
    }
}
