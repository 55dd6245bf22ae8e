package io.parley.manager.internal.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import io.parley.manager.internal.wire.Frame;

/** Frames to bytes. */
final class FrameEncoder extends MessageToByteEncoder<Frame> {
    FrameEncoder() {
        super(Frame.class);
    }

    @Override
    protected ByteBuf allocateBuffer(ChannelHandlerContext context, Frame frame, boolean preferDirect) {
        return context.alloc()
                .ioBuffer(Frame.LENGTH_FIELD + Frame.HEADER + frame.body().length());
    }

    @Override
    protected void encode(ChannelHandlerContext context, Frame frame, ByteBuf out) {
        int length = frame.body().length();
        out.writeIntLE(Frame.HEADER + length);
        out.writeByte(Frame.VERSION);
        out.writeByte(frame.type().id());
        out.writeShortLE(frame.op());
        out.writeLongLE(frame.session());
        out.writeLongLE(frame.seq());
        out.writeLongLE(frame.acked());
        out.writeIntLE(frame.object());
        out.writeBytes(frame.body().array(), 0, length);
    }
}
