package io.parley;

/** The message is the elements; how many follows from its length. */
final class Int32ArrayCodec implements Codec<int[]> {
    static final Int32ArrayCodec INSTANCE = new Int32ArrayCodec();

    private Int32ArrayCodec() {}

    @Override
    public void encode(int[] message, MessageWriter out) {
        for (int element : message) {
            out.writeInt(element);
        }
    }

    @Override
    public int[] decode(MessageReader in) {
        int[] message = new int[DamagedMessages.elements(in, Integer.BYTES, id())];
        for (int i = 0; i < message.length; i++) {
            message[i] = in.readInt();
        }
        return message;
    }

    @Override
    public String id() {
        return "int32[]";
    }

    @Override
    public String toString() {
        return id();
    }
}
