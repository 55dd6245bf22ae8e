package io.parley;

/** The message is the elements; how many follows from its length. */
final class Int64ArrayCodec implements Codec<long[]> {
    static final Int64ArrayCodec INSTANCE = new Int64ArrayCodec();

    private Int64ArrayCodec() {}

    @Override
    public void encode(long[] message, MessageWriter out) {
        for (long element : message) {
            out.writeLong(element);
        }
    }

    @Override
    public long[] decode(MessageReader in) {
        long[] message = new long[DamagedMessages.elements(in, Long.BYTES, id())];
        for (int i = 0; i < message.length; i++) {
            message[i] = in.readLong();
        }
        return message;
    }

    @Override
    public String id() {
        return "int64[]";
    }

    @Override
    public String toString() {
        return id();
    }
}
