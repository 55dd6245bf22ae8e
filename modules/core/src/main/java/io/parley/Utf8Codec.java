package io.parley;

/** The message is one length-prefixed text: the prefix costs four bytes and saves the array a copy would need. */
final class Utf8Codec implements Codec<String> {
    static final Utf8Codec INSTANCE = new Utf8Codec();

    private Utf8Codec() {}

    @Override
    public void encode(String message, MessageWriter out) {
        out.writeUtf8(message);
    }

    @Override
    public String decode(MessageReader in) {
        String message = in.readUtf8();
        DamagedMessages.requireEnd(in, id());
        return message;
    }

    @Override
    public String id() {
        return "utf8";
    }

    @Override
    public String toString() {
        return id();
    }
}
