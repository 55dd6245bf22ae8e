package io.parley.internal.map;

import io.parley.internal.crash.Failpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a segment right after a writer died in it. In this order, and from the beginning again if this one dies as well:
 *
 * <ol>
 *   <li>Of two slots of one key, the later one goes. The dead one was moving it, or had moved it.
 *   <li>The free bits are written again from what the slots name: chunks that were allocated and never named are free.
 *   <li>So is the lowest free chunk.
 *   <li>So is the count of entries.
 * </ol>
 *
 * An entry is never changed and never given up: the dead one was writing where no slot points.
 *
 * <p><b>Threading:</b> under the stripe's lock, while readers are told to wait, because slots may move.
 */
final class SegmentRepair {
    private SegmentRepair() {}

    /**
     * Repairs.
     *
     * @return slots that are damaged in a way that no death of a writer explains; they are as they were, and their
     *     chunks stay in use as far as they are known
     */
    static List<SlotDamage> repair(Segment segment) {
        SegmentSize size = segment.place().size();
        for (int i = 0; i < size.slots(); i++) {
            while (SegmentCheck.isDuplicate(segment, i)) {
                segment.removeSlot(i);
            }
        }
        List<SlotDamage> damages = new ArrayList<>();
        ChunkClaims claims = new ChunkClaims(size.chunks());
        int count = 0;
        for (int i = 0; i < size.slots(); i++) {
            if (segment.slotValue(i) != 0) {
                count++;
                SlotDamage damage = SegmentCheck.damage(segment, i, claims);
                if (damage != null) {
                    damages.add(damage);
                }
            }
        }
        rewrite(segment, claims);
        segment.putCount(count);
        return damages;
    }

    private static void rewrite(Segment segment, ChunkClaims claims) {
        ChunkMap chunks = segment.chunkMap();
        for (int i = 0; i < claims.words(); i++) {
            if (chunks.word64(i) != claims.word(i)) {
                chunks.putWord64(i, claims.word(i));
                Failpoint.MAP_REPAIR_HALF_DONE.hit();
            }
        }
        chunks.findLowest();
    }
}
