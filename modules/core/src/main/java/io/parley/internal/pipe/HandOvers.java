package io.parley.internal.pipe;

import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ends on their way from one process to another: each keeps its end open, in the sender's name, until the other process
 * has it or the sender dies. One word each, {@code {63..34 owner | 33 end | 32..0 random}}; 0 = free.
 */
final class HandOvers {
    private static final int OWNER_SHIFT = 34;
    private static final int END_SHIFT = 33;
    private static final long RANDOM_MASK = (1L << END_SHIFT) - 1;

    private final Memory memory;
    private final Liveness liveness;

    HandOvers(Memory memory, Liveness liveness) {
        this.memory = memory;
        this.liveness = liveness;
    }

    private static int at(int place) {
        return PipeLayout.HANDED_OVER + place * Long.BYTES;
    }

    private static int owner(long word) {
        return (int) (word >>> OWNER_SHIFT) & Owner.MASK;
    }

    private static int end(long word) {
        return (int) (word >>> END_SHIFT) & 1;
    }

    private long word(int place) {
        return memory.getLongVolatile(at(place));
    }

    /** The word that stands for the end in this process's name; never 0. */
    long newTicket(int end) {
        return (long) liveness.self() << OWNER_SHIFT
                | (long) end << END_SHIFT
                | ThreadLocalRandom.current().nextLong() & RANDOM_MASK;
    }

    /** Keeps the ticket's end open; where it lies, −1 if there is no room. */
    int put(long ticket) {
        for (int place = 0; place < PipeLayout.HAND_OVERS; place++) {
            if (memory.compareAndSetLong(at(place), 0, ticket)) {
                return place;
            }
        }
        return -1;
    }

    /** The ticket's end arrived; false if it did before, or its sender is dead. */
    boolean redeem(int place, long ticket) {
        return place >= 0 && place < PipeLayout.HAND_OVERS && memory.compareAndSetLong(at(place), ticket, 0);
    }

    /** Drops what the dead sent; whether there was something. */
    boolean clearDead() {
        boolean cleared = false;
        for (int place = 0; place < PipeLayout.HAND_OVERS; place++) {
            long word = word(place);
            if (word != 0 && !liveness.isAlive(owner(word))) {
                cleared |= memory.compareAndSetLong(at(place), word, 0);
            }
        }
        return cleared;
    }

    /** How many are on their way. */
    int count(int end) {
        int count = 0;
        for (int place = 0; place < PipeLayout.HAND_OVERS; place++) {
            long word = word(place);
            if (word != 0 && end(word) == end) {
                count++;
            }
        }
        return count;
    }
}
