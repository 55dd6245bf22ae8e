package io.parley.internal.map;

/** How large the next generation's segments are to be. All segments of a file have one size: that of the fullest. */
final class Sizing {
    private static final int SPARE_CHUNKS = 64;
    private static final long MOST_EXPECTED = 1L << 40;

    private final MapCore map;
    private long entries;
    private long chunks;
    private long slots;
    private long room;

    /** Looks at all stripes. Others go on writing; who moves a stripe looks again whether it fits. */
    Sizing(MapCore map) {
        this.map = map;
        for (int i = 0; i < map.stripes(); i++) {
            Segment segment = map.stripe(i).segment();
            entries = Math.max(entries, segment.count());
            chunks = Math.max(chunks, segment.usedChunks());
            slots = Math.max(slots, segment.place().size().entries());
            room = Math.max(room, segment.place().size().chunks());
        }
    }

    /** What a map is created with. */
    static SegmentSize first(long expectedEntries, int stripes) {
        long each = Math.max(0, Math.min(MOST_EXPECTED, expectedEntries)) / stripes;
        long most = each + 4 * (long) Math.sqrt(each); // they are not spread quite evenly
        while (!SegmentSize.possible(most, most + most / 8 + SPARE_CHUNKS)) {
            most /= 2; // it is a hint, and they may never come
        }
        return SegmentSize.of(most, most + most / 8 + (most == 0 ? 0 : SPARE_CHUNKS));
    }

    /** As large as now: there is more room than what is used may be in need of. */
    SegmentSize same() {
        return SegmentSize.of(slots, room);
    }

    /** No larger than what is used needs, with a little room for changes. */
    SegmentSize smallest() {
        return SegmentSize.of(entries, chunks + chunks / 16 + SPARE_CHUNKS);
    }

    /**
     * Larger, so that a stripe that is full has room for one more entry of {@code need} chunks. Never smaller in any
     * way, so that what others put meanwhile into their part of the old file fits.
     */
    SegmentSize grown(Segment full, int need) {
        boolean lacksSlots = !full.hasSlot();
        long wantedSlots = lacksSlots ? Math.max(slots, 2 * entries) : slots;
        long wantedChunks = lacksSlots ? 2 * chunks + chunks / 8 + need : chunks + need + (chunks + need) / 2;
        long leastChunks = Math.max(room, chunks + need + SPARE_CHUNKS);
        if (SegmentSize.possible(wantedSlots, Math.max(leastChunks, wantedChunks))) {
            return SegmentSize.of(wantedSlots, Math.max(leastChunks, wantedChunks));
        }
        long leastSlots = Math.max(slots, entries + 1);
        if (SegmentSize.possible(leastSlots, leastChunks) && !(lacksSlots && leastSlots == slots)) {
            return SegmentSize.of(leastSlots, leastChunks);
        }
        throw Mover.tooLarge(map, "entries of the fullest stripe=" + entries + ", bytes=" + chunks * DataLayout.CHUNK);
    }
}
