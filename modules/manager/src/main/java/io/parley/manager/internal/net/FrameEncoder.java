package io.parley.manager.internal.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.parley.manager.internal.wire.Frame;

/**
 * Frames to bytes: all frames up to the next flush into one buffer, which is one write, and one record with TLS. Ends
 * the connection if the peer leaves too much unread.
 */
final class FrameEncoder extends ChannelOutboundHandlerAdapter {
    private static final int BATCH = 32 << 10;
    private static final int FIRST = 256;

    private final long maxUnread;
    private ByteBuf batch;

    FrameEncoder(long maxUnread) {
        this.maxUnread = maxUnread;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof Frame frame)) {
            writeBatch(context);
            context.write(message, promise);
            return;
        }
        int length = Frame.LENGTH_FIELD + Frame.HEADER + frame.body().length();
        if (batch != null && batch.readableBytes() + length > BATCH) {
            writeBatch(context);
        }
        if (batch == null) {
            batch = context.alloc().ioBuffer(Math.max(FIRST, length));
        }
        encode(frame, batch);
    }

    private static void encode(Frame frame, ByteBuf out) {
        int length = frame.body().length();
        out.ensureWritable(Frame.LENGTH_FIELD + Frame.HEADER + length);
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

    @Override
    public void flush(ChannelHandlerContext context) {
        writeBatch(context);
        context.flush();
        ChannelOutboundBuffer unread = context.channel().unsafe().outboundBuffer();
        if (unread != null && unread.totalPendingWriteBytes() > maxUnread) {
            context.fireExceptionCaught(new PeerFault("peer does not read what it is sent: bytes="
                    + unread.totalPendingWriteBytes() + ", allowed=" + maxUnread));
        }
    }

    private void writeBatch(ChannelHandlerContext context) {
        if (batch != null) {
            ByteBuf full = batch;
            batch = null;
            context.write(full, context.voidPromise());
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (batch != null) {
            batch.release();
            batch = null;
        }
    }
}
