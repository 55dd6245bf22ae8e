package io.parley.internal.pipe;

import io.parley.internal.live.Liveness;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.Utf8;
import io.parley.internal.ring.RingGlance;
import io.parley.internal.sync.SlotTable;

/**
 * What a pipe's file says, read from outside.
 *
 * @param memory the file, which need not be writable
 * @param liveness of its domain
 */
public record PipeGlance(Memory memory, Liveness liveness) {
    /** The id of its codec. */
    public String codec() {
        return Utf8.read(memory, PipeLayout.CODEC_LENGTH, PipeLayout.CODEC_MAX);
    }

    /** Whether the first end receives only, and the second sends only. */
    public boolean isSimplex() {
        return memory.getInt(PipeLayout.SIMPLEX) != 0;
    }

    /** Bytes of each ring. */
    public int capacity() {
        return memory.getInt(PipeLayout.CAPACITY);
    }

    /** Shows every process that has an end open, the dead included. */
    public void forEachHolder(int end, SlotTable.Visitor visitor) {
        new SlotTable(memory, PipeLayout.table(end), liveness).forEach(visitor);
    }

    /** How often an end is on its way to another process. */
    public int handedOver(int end) {
        return new HandOvers(memory, liveness).count(end);
    }

    /** What is on its way to an end. */
    public RingGlance ringTo(int end) {
        return RingGlance.at(memory, PipeLayout.ring(end, capacity()), capacity());
    }
}
