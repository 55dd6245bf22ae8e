package io.parley;

/** The message is one byte. */
final class BoolCodec implements Codec<Boolean> {
    static final BoolCodec INSTANCE = new BoolCodec();

    private BoolCodec() {}

    @Override
    public void encode(Boolean message, MessageWriter out) {
        out.writeByte(message ? 1 : 0);
    }

    @Override
    public Boolean decode(MessageReader in) {
        boolean message = DamagedMessages.readFlag(in);
        DamagedMessages.requireEnd(in, id());
        return message;
    }

    @Override
    public String id() {
        return "bool";
    }

    @Override
    public String toString() {
        return id();
    }
}
