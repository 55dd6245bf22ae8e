package io.parley.internal.ring;

import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.Words;

/**
 * Looks at the records of a ring one after the other without taking them, for anybody. What is read meanwhile is passed
 * by; a claim that is not complete ends the walk, as it ends what can be read.
 *
 * <p>A record is stable while the head is not behind it. So the head is looked at again after everything that was read.
 */
public final class RingWalk {
    private final Ring ring;
    private long position;

    /** From the next record on. */
    public RingWalk(Ring ring) {
        this.ring = ring;
        this.position = ring.readFrom();
    }

    /** How many records can be read now, those included that are read while they are counted. */
    public static int count(Ring ring) {
        RingWalk walk = new RingWalk(ring);
        long lap = walk.position + ring.capacity; // not for ever behind a producer that is as quick
        int count = 0;
        while (walk.position < lap && walk.next(null)) {
            count++;
        }
        return count;
    }

    /** Copies the next record's payload, unless {@code into} is null; false if there is no more. */
    public boolean next(MessageBuffer into) {
        while (true) {
            position = Math.max(position, ring.readFrom());
            long header = Words.getLongAcquire(ring.words, ring.at(position));
            int length = RingLayout.length(header);
            boolean readable = length > 0 && ring.isInside(position, length);
            boolean isRecord = readable && RingLayout.type(header) != RingLayout.PADDING;
            if (isRecord && into != null) {
                ring.copy(position, length - RingLayout.RECORD_HEADER, into);
                Words.acquireFence();
            }
            if (ring.head() > position) {
                continue;
            }
            if (length <= 0) {
                return false;
            }
            ring.requireInside(position, length);
            position += RingLayout.aligned(length);
            if (isRecord) {
                return true;
            }
        }
    }
}
