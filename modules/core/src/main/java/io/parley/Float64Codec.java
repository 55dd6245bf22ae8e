package io.parley;

/** The message is eight bytes. */
final class Float64Codec implements Codec<Double> {
    static final Float64Codec INSTANCE = new Float64Codec();

    private Float64Codec() {}

    @Override
    public void encode(Double message, MessageWriter out) {
        out.writeDouble(message);
    }

    @Override
    public Double decode(MessageReader in) {
        double message = in.readDouble();
        DamagedMessages.requireEnd(in, id());
        return message;
    }

    @Override
    public String id() {
        return "float64";
    }

    @Override
    public String toString() {
        return id();
    }
}
