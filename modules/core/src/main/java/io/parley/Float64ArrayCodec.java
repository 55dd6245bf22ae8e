package io.parley;

/** The message is the elements; how many follows from its length. */
final class Float64ArrayCodec implements Codec<double[]> {
    static final Float64ArrayCodec INSTANCE = new Float64ArrayCodec();

    private Float64ArrayCodec() {}

    @Override
    public void encode(double[] message, MessageWriter out) {
        for (double element : message) {
            out.writeDouble(element);
        }
    }

    @Override
    public double[] decode(MessageReader in) {
        double[] message = new double[DamagedMessages.elements(in, Double.BYTES, id())];
        for (int i = 0; i < message.length; i++) {
            message[i] = in.readDouble();
        }
        return message;
    }

    @Override
    public String id() {
        return "float64[]";
    }

    @Override
    public String toString() {
        return id();
    }
}
