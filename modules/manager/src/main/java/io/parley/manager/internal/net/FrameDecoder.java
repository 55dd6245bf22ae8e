package io.parley.manager.internal.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.wire.Frame;
import io.parley.manager.internal.wire.FrameType;
import java.nio.ByteOrder;

/** Bytes to frames; a frame that is too long, or of another version or type, ends the connection. */
final class FrameDecoder extends LengthFieldBasedFrameDecoder {
    FrameDecoder(int maxFrame) {
        super(ByteOrder.LITTLE_ENDIAN, maxFrame, 0, Frame.LENGTH_FIELD, 0, Frame.LENGTH_FIELD, true);
    }

    @Override
    protected Object decode(ChannelHandlerContext context, ByteBuf in) throws Exception {
        ByteBuf bytes = (ByteBuf) super.decode(context, in);
        if (bytes == null) {
            return null;
        }
        try {
            return frame(bytes);
        } finally {
            bytes.release();
        }
    }

    private static Frame frame(ByteBuf bytes) {
        if (bytes.readableBytes() < Frame.HEADER) {
            throw new CorruptedFrameException("frame is shorter than its header: bytes=" + bytes.readableBytes());
        }
        int version = bytes.readUnsignedByte();
        FrameType type = FrameType.of(bytes.readUnsignedByte());
        if (version != Frame.VERSION || type == null) {
            throw new CorruptedFrameException("no frame of this protocol: version=" + version + ", type=" + type);
        }
        int op = bytes.readUnsignedShortLE();
        long session = bytes.readLongLE();
        long seq = bytes.readLongLE();
        long acked = bytes.readLongLE();
        int object = bytes.readIntLE();
        int length = bytes.readableBytes();
        MessageBuffer body = new MessageBuffer(length);
        body.setLength(length);
        bytes.readBytes(body.array(), 0, length);
        return new Frame(type, op, session, seq, acked, object, body);
    }
}
