package io.parley;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.internal.memory.MessageBuffer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Puts messages through codecs as a queue would. */
final class Messages {
    private Messages() {}

    static <E> byte[] encode(Codec<E> codec, E message) {
        MessageBuffer buffer = new MessageBuffer();
        codec.encode(message, buffer);
        return Arrays.copyOf(buffer.array(), buffer.length());
    }

    static <E> E decode(Codec<E> codec, byte[] bytes) {
        return codec.decode(bufferOf(bytes));
    }

    static <E> E roundTrip(Codec<E> codec, E message) {
        return decode(codec, encode(codec, message));
    }

    static MessageBuffer bufferOf(byte[] bytes) {
        MessageBuffer buffer = new MessageBuffer(bytes.length);
        buffer.writeBytes(bytes, 0, bytes.length);
        return buffer;
    }

    /** How much heap the current thread asks for. */
    static long bytesAllocatedBy(Runnable action) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        assumeTrue(threads instanceof com.sun.management.ThreadMXBean, "needs HotSpot's allocation counters");
        com.sun.management.ThreadMXBean counters = (com.sun.management.ThreadMXBean) threads;
        long self = Thread.currentThread().getId();
        long before = counters.getThreadAllocatedBytes(self);
        action.run();
        return counters.getThreadAllocatedBytes(self) - before;
    }
}
