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
            long slot = segment.slotValue(i);
            if (slot == 0) {
                continue;
            }
            int first = segment.firstOnTheWay(i);
            if (first != i && segment.slotValue(first) != 0) {
                duplicates++;
                if (segment.slotValue(first) == slot) {
                    continue;
                }
            }
            boolean alone = claims.claim(slot, segment.entryOf(slot));
            String wrong = segment.whatIsWrong(slot);
            if (wrong == null && !alone) {
                wrong = "names chunks that are another entry's as well";
            }
            if (wrong == null && first != i && segment.slotValue(first) == 0) {
                wrong = "is not found, because a slot before it is empty";
            }
            if (wrong != null) {
                damages.add(new SlotDamage(segment.place().index(), i, segment.fileOffset(i), wrong));
            } else if (first == i) {
                entries++;
            }
        }
        int leaked = 0;
        for (int i = 0; i < claims.words(); i++) {
            long marked = segment.chunkMap().word64(i);
            leaked += Long.bitCount(marked & ~claims.word(i));
            if ((claims.word(i) & ~marked) != 0) {
                damages.add(new SlotDamage(
                        segment.place().index(),
                        Segment.NONE,
                        segment.place().offset(),
                        "bits of chunks from " + i * Long.SIZE + " on say free, entries are there"));
            }
        }
        return new SegmentCheck(entries, duplicates, leaked, segment.count(), List.copyOf(damages));
    }

    /** Whether there is nothing to repair and nothing damaged. */
    boolean isClean() {
        return damages.isEmpty() && duplicates == 0 && leakedChunks == 0 && counted == entries;
    }
}
