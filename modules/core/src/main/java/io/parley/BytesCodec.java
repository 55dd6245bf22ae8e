package io.parley;

/** The message is the array. */
final class BytesCodec implements Codec<byte[]> {
    static final BytesCodec INSTANCE = new BytesCodec();

    private BytesCodec() {}

    @Override
    public void encode(byte[] message, MessageWriter out) {
        out.writeBytes(message, 0, message.length);
    }

    @Override
    public byte[] decode(MessageReader in) {
        byte[] message = new byte[in.remaining()];
        in.readBytes(message, 0, message.length);
        return message;
    }

    @Override
    public String id() {
        return "bytes";
    }

    @Override
    public String toString() {
        return id();
    }
}
