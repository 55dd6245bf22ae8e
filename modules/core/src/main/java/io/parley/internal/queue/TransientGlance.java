package io.parley.internal.queue;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.Utf8;
import io.parley.internal.ring.RingGlance;

/**
 * What a transient queue's file says, read from outside.
 *
 * @param codec the id of its codec
 * @param oneProducer whether one thread at a time may put
 * @param oneConsumer whether one thread at a time may take
 * @param ring what is in it
 */
public record TransientGlance(String codec, boolean oneProducer, boolean oneConsumer, RingGlance ring) {
    /** A look at a mapped file, which need not be writable. */
    public static TransientGlance of(Memory memory) {
        return new TransientGlance(
                Utf8.read(memory, TransientLayout.CODEC_LENGTH, TransientLayout.CODEC_MAX),
                memory.getInt(TransientLayout.ONE_PRODUCER) != 0,
                memory.getInt(TransientLayout.ONE_CONSUMER) != 0,
                RingGlance.at(memory, TransientLayout.RING, memory.getInt(TransientLayout.CAPACITY)));
    }
}
