package io.parley.manager.internal.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.wire.Frame;
import io.parley.manager.internal.wire.FrameType;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Bytes to frames. A frame that is too long, or of another version or type, ends the connection as soon as its header
 * is there. At a server it stops while the peer does not read what it is sent.
 */
final class FrameDecoder extends ByteToMessageDecoder {
    /** So many bytes of a frame are a sign of life, though it is not complete. */
    private static final int PROGRESS = 16 << 10;

    private static final long WATCH_MS = 100;

    private static final int START = Frame.LENGTH_FIELD + 2;

    private final int maxFrame;
    private final boolean holdsBack;
    private final Runnable progress;
    private int heard;

    /**
     * @param maxFrame the most bytes behind the length field
     * @param holdsBack whether to stop while the peer does not read
     * @param progress told of every {@value #PROGRESS} bytes of a frame
     */
    FrameDecoder(int maxFrame, boolean holdsBack, Runnable progress) {
        this.maxFrame = maxFrame;
        this.holdsBack = holdsBack;
        this.progress = progress;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws PeerFault {
        int readable = in.readableBytes();
        if (readable < START || holdsBack && !context.channel().isWritable()) {
            return;
        }
        int at = in.readerIndex();
        int length = in.getIntLE(at);
        if (length < Frame.HEADER || length > maxFrame) {
            throw new PeerFault("frame has no possible length: bytes=" + Integer.toUnsignedString(length) + ", allowed="
                    + Frame.HEADER + ".." + maxFrame);
        }
        int version = in.getUnsignedByte(at + Frame.LENGTH_FIELD);
        FrameType type = FrameType.of(in.getUnsignedByte(at + Frame.LENGTH_FIELD + 1));
        if (version != Frame.VERSION || type == null) {
            throw new PeerFault("no frame of this protocol: version=" + version + ", type="
                    + in.getUnsignedByte(at + Frame.LENGTH_FIELD + 1));
        }
        if (readable < Frame.LENGTH_FIELD + length) {
            if (readable - heard >= PROGRESS) {
                heard = readable;
                progress.run();
            }
            return;
        }
        heard = 0;
        in.skipBytes(START);
        out.add(frame(type, in, length - Frame.HEADER));
    }

    private static Frame frame(FrameType type, ByteBuf in, int length) {
        int op = in.readUnsignedShortLE();
        long session = in.readLongLE();
        long seq = in.readLongLE();
        long acked = in.readLongLE();
        int object = in.readIntLE();
        MessageBuffer body = new MessageBuffer(length);
        in.readBytes(body.array(), 0, length);
        body.setLength(length);
        return new Frame(type, op, session, seq, acked, object, body);
    }

    /** The peer began, or ceased, to read. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        if (holdsBack) {
            boolean goOn = context.channel().isWritable();
            context.channel().config().setAutoRead(goOn);
            if (goOn) {
                context.executor().execute(() -> goOn(context));
            } else {
                watch(context, Long.MAX_VALUE);
            }
        }
        context.fireChannelWritabilityChanged();
    }

    /** Does not ask for more while it stopped, as the class above it would. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (holdsBack && !context.channel().isWritable()) {
            context.fireChannelReadComplete();
        } else {
            super.channelReadComplete(context);
        }
    }

    /** While nothing is read, a peer that reads is alive as well. */
    private void watch(ChannelHandlerContext context, long before) {
        ChannelOutboundBuffer unread = context.channel().unsafe().outboundBuffer();
        if (unread == null || context.channel().isWritable()) {
            return;
        }
        long bytes = unread.totalPendingWriteBytes();
        boolean moved = before - bytes >= PROGRESS;
        if (moved && before != Long.MAX_VALUE) {
            progress.run();
        }
        long next = moved ? bytes : before;
        context.executor().schedule(() -> watch(context, next), WATCH_MS, TimeUnit.MILLISECONDS);
    }

    /** Looks at what came before it stopped. */
    private void goOn(ChannelHandlerContext context) {
        if (context.isRemoved()) {
            return;
        }
        try {
            channelRead(context, Unpooled.EMPTY_BUFFER);
            channelReadComplete(context);
        } catch (Exception e) {
            context.fireExceptionCaught(e);
        }
    }
}
