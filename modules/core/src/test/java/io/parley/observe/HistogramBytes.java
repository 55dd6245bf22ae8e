package io.parley.observe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A histogram file as {@code docs/spec/histogram.md} describes it, for a reader and writer that has nothing else. */
final class HistogramBytes {
    private static final int FIRST_LANE = 256;
    private static final int LANE_LENGTH = 36_992;
    private static final int TAKEN = 4;
    private static final int BUCKETS = 128;

    private final ByteBuffer file;

    HistogramBytes(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            file = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    int owner(int lane) {
        return file.getInt(at(lane));
    }

    int taken(int lane) {
        return file.getInt(at(lane) + TAKEN);
    }

    long count(int lane, int bucket) {
        return file.getLong(at(lane) + BUCKETS + 8 * bucket);
    }

    /** What a process leaves behind that recorded {@code count} values of a bucket and was killed. */
    void leaveBehind(int lane, int owner, int bucket, long count) {
        file.putInt(at(lane), owner);
        file.putInt(at(lane) + TAKEN, 1);
        file.putLong(at(lane) + BUCKETS + 8 * bucket, count);
    }

    private static int at(int lane) {
        return FIRST_LANE + lane * LANE_LENGTH;
    }
}
