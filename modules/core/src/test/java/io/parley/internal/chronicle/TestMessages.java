package io.parley.internal.chronicle;

import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.os.Clock;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Messages that can be checked byte by byte from their number and their producer alone. */
final class TestMessages {
    /** Faster than real time, and the same in every process: cycles of a second end many times in one. */
    record FastClock(long startMs, int speed) implements Clock {
        @Override
        public long epochNs() {
            long now = System.currentTimeMillis();
            return (startMs + (now - startMs) * speed) * 1_000_000;
        }

        @Override
        public long monotonicNs() {
            return System.nanoTime();
        }
    }

    /** The time in some days. */
    record LaterClock(long days) implements Clock {
        @Override
        public long epochNs() {
            return (System.currentTimeMillis() + days * 86_400_000) * 1_000_000;
        }

        @Override
        public long monotonicNs() {
            return System.nanoTime();
        }
    }

    private TestMessages() {}

    /** Mostly small, often some 100 KB, now and then in fragments. */
    static int length(long sequence, int producer) {
        SplittableRandom random = new SplittableRandom(sequence * 1_000_003 + producer);
        int kind = random.nextInt(200);
        if (kind == 0) {
            return random.nextInt(3_000_000);
        }
        return kind < 40 ? random.nextInt(200_000) : 1 + random.nextInt(kind < 60 ? 5_000 : 60);
    }

    static byte[] payload(long sequence, int producer) {
        return payload(sequence, producer, length(sequence, producer));
    }

    static byte[] payload(long sequence, int producer, int length) {
        byte[] payload = new byte[length];
        // Never zero: leftovers must look like something.
        long state = sequence * 0x9E3779B97F4A7C15L + producer;
        for (int i = 0; i < length; i++) {
            if ((i & 7) == 0) {
                state = state * 6364136223846793005L + 1442695040888963407L;
            }
            payload[i] = (byte) (state >>> (i & 7) * 8 | 1);
        }
        return payload;
    }

    /** What is wrong with the message a cursor returned, or null. */
    static String fault(LogCursor cursor, MessageBuffer buffer, long expectedSequence) {
        if (cursor.sequence() != expectedSequence) {
            return "sequence " + cursor.sequence() + " instead of " + expectedSequence;
        }
        byte[] expected = payload(cursor.sequence(), cursor.producer());
        if (!Arrays.equals(expected, 0, expected.length, buffer.array(), 0, buffer.length())) {
            return "sequence " + cursor.sequence() + " of producer " + cursor.producer() + " is damaged: bytes="
                    + buffer.length() + ", expected=" + expected.length;
        }
        return cursor.timestampNs() == ~cursor.sequence() ? null : "time stamp of " + cursor.sequence();
    }

    static long append(DurableLog log, long sequence, int producer) {
        byte[] payload = payload(sequence, producer);
        return log.append(sequence, 0, ~sequence, producer, payload, 0, payload.length);
    }
}
