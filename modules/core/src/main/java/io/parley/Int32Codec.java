package io.parley;

/** The message is four bytes. */
final class Int32Codec implements Codec<Integer> {
    static final Int32Codec INSTANCE = new Int32Codec();

    private Int32Codec() {}

    @Override
    public void encode(Integer message, MessageWriter out) {
        out.writeInt(message);
    }

    @Override
    public Integer decode(MessageReader in) {
        int message = in.readInt();
        DamagedMessages.requireEnd(in, id());
        return message;
    }

    @Override
    public String id() {
        return "int32";
    }

    @Override
    public String toString() {
        return id();
    }
}
