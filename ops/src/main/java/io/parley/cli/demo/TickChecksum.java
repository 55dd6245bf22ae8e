package io.parley.cli.demo;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC-32C over the fields of ticks in order. */
final class TickChecksum {
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer bytes = ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES);

    void add(Tick tick) {
        bytes.clear();
        bytes.putLong(tick.time()).putInt(tick.bucket()).putLong(tick.price()).putLong(tick.volume());
        crc.update(bytes.flip());
    }

    long value() {
        return crc.getValue();
    }
}
