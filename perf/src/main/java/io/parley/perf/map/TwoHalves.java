package io.parley.perf.map;

import net.openhft.chronicle.bytes.BytesIn;
import net.openhft.chronicle.bytes.BytesMarshallable;
import net.openhft.chronicle.bytes.BytesOut;

/** A value that bare Chronicle Map has written by the value itself; something can happen between its halves. */
public final class TwoHalves implements BytesMarshallable {
    private long first;
    private long second;
    private final transient Runnable between;

    /** For Chronicle, which then fills it. */
    public TwoHalves() {
        this(0, () -> {});
    }

    /** Both halves the same. */
    public TwoHalves(long value, Runnable between) {
        this.first = value;
        this.second = value;
        this.between = between;
    }

    @Override
    public void writeMarshallable(BytesOut<?> out) {
        out.writeLong(first);
        between.run();
        out.writeLong(second);
    }

    @Override
    public void readMarshallable(BytesIn<?> in) {
        first = in.readLong();
        second = in.readLong();
    }
}
