package io.parley.internal.map;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether everything in a segment is as it should be; changes nothing.
 *
 * <p><b>Threading:</b> under the stripe's lock, or where nobody writes.
 *
 * @param entries how many good ones there are, each key once
 * @param duplicates slots of a key that an earlier slot has: a writer died while it removed an entry
 * @param leakedChunks in use by the free bits, and by no slot: a writer died between the two
 * @param counted how many entries the segment's header says it has
 * @param damages what no death of a writer leaves behind
 */
record SegmentCheck(int entries, int duplicates, int leakedChunks, int counted, List<SlotDamage> damages) {
    /** Looks at every slot and reads every entry. */
    static SegmentCheck of(Segment segment) {
        SegmentSize size = segment.place().size();
        List<SlotDamage> damages = new ArrayList<>();
        ChunkClaims claims = new ChunkClaims(size.chunks());
        int entries = 0;
        int duplicates = 0;
        for (int i = 0; i < size.slots(); i++) {
            if (segment.slotValue(i) == 0) {
                continue;
            }
            if (isDuplicate(segment, i)) {
                duplicates++;
                continue;
            }
            SlotDamage damage = damage(segment, i, claims);
            if (damage == null) {
                entries++;
            } else {
                damages.add(damage);
            }
        }
        int leaked = countLeaked(segment, claims, damages);
        return new SegmentCheck(entries, duplicates, leaked, segment.count(), List.copyOf(damages));
    }

    /** Whether a slot is not empty, and a slot that searches pass before it has the same key. */
    static boolean isDuplicate(Segment segment, int slot) {
        if (!namesAChunk(segment, slot)) {
            return false;
        }
        int first = segment.firstOnTheWay(slot);
        return first != slot && segment.slotValue(first) != 0;
    }

    /** What is wrong with a slot that is neither empty nor a duplicate; null if nothing is. Claims its chunks. */
    static SlotDamage damage(Segment segment, int slot, ChunkClaims claims) {
        long found = segment.slotValue(slot);
        boolean alone = claims.claim(found, segment.entryOf(found));
        String wrong = segment.whatIsWrong(found);
        if (wrong == null && !alone) {
            wrong = "names chunks that are another entry's as well";
        }
        if (wrong == null && segment.firstOnTheWay(slot) != slot) {
            wrong = "is not found, because a slot before it is empty";
        }
        return wrong == null ? null : new SlotDamage(segment.place().index(), slot, segment.fileOffset(slot), wrong);
    }

    /** Garbage seldom does. In a table full of it, going the way from where a search begins would take for ever. */
    private static boolean namesAChunk(Segment segment, int slot) {
        long found = segment.slotValue(slot);
        return found != 0 && Segment.firstChunk(found) < segment.place().size().chunks();
    }

    private static int countLeaked(Segment segment, ChunkClaims claims, List<SlotDamage> damages) {
        int leaked = 0;
        for (int i = 0; i < claims.words(); i++) {
            long marked = segment.chunkMap().word64(i);
            leaked += Long.bitCount(marked & ~claims.word(i));
            if ((claims.word(i) & ~marked) != 0) {
                damages.add(new SlotDamage(
                        segment.place().index(),
                        Segment.NONE,
                        segment.place().offset(),
                        "none, but the bits of chunks from " + i * Long.SIZE + " on say free where entries are"));
            }
        }
        return leaked;
    }

    /** Whether there is nothing to repair and nothing damaged. */
    boolean isClean() {
        return damages.isEmpty() && duplicates == 0 && leakedChunks == 0 && counted == entries;
    }
}
