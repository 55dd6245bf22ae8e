package io.parley;

/** The message is eight bytes. */
final class Int64Codec implements Codec<Long> {
    static final Int64Codec INSTANCE = new Int64Codec();

    private Int64Codec() {}

    @Override
    public void encode(Long message, MessageWriter out) {
        out.writeLong(message);
    }

    @Override
    public Long decode(MessageReader in) {
        long message = in.readLong();
        DamagedMessages.requireEnd(in, id());
        return message;
    }

    @Override
    public String id() {
        return "int64";
    }

    @Override
    public String toString() {
        return id();
    }
}
