package io.parley.internal.pipe;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.Liveness;
import io.parley.internal.memory.Memory;
import io.parley.internal.sync.LockCore;
import io.parley.internal.sync.SlotTable;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which processes have which end open. An end is <em>gone</em> if it was open once and nobody who lives has it open, or
 * has sent it on its way.
 *
 * <p>Counts by process, so that the dead do not count. A version moves with every change, so that whether an end is
 * gone costs one read while nothing changes; a death changes nothing, therefore who waits calls {@link #look} from time
 * to time.
 *
 * <p>A pipe that both ends of were open and nobody has open any more is used up: the next to open it finds it empty and
 * as new.
 */
final class Ends {
    private static final int BOTH = 0b11;
    private static final long UNKNOWN = -1;

    private final Memory memory;
    private final LockCore registry;
    private final SlotTable[] tables = new SlotTable[PipeLayout.ENDS];
    private final HandOvers handOvers;
    /** By end: {@code {32..1 version | 0 gone}} as of that version. */
    private final AtomicLongArray known = new AtomicLongArray(new long[] {UNKNOWN, UNKNOWN});

    private final Runnable onChange;
    private final Runnable onUsedUp;

    Ends(Memory memory, LockCore registry, Liveness liveness, Runnable onChange, Runnable onUsedUp) {
        this.memory = memory;
        this.registry = registry;
        this.handOvers = new HandOvers(memory, liveness);
        this.onChange = onChange;
        this.onUsedUp = onUsedUp;
        for (int end = 0; end < PipeLayout.ENDS; end++) {
            tables[end] = new SlotTable(memory, PipeLayout.table(end), liveness);
        }
    }

    /** This process opens an end. */
    void open(int end) {
        registry.acquire();
        try {
            clearDead(PipeLayout.FIRST);
            clearDead(PipeLayout.SECOND);
            if (ever() == BOTH && !isCounted(PipeLayout.FIRST) && !isCounted(PipeLayout.SECOND)) {
                onUsedUp.run();
                Failpoint.PIPE_EMPTIED.hit();
                memory.putIntVolatile(PipeLayout.EVER, 0);
            }
            tables[end].incrementOwn();
            Failpoint.PIPE_COUNTED_BEFORE_EVER.hit();
            memory.putIntVolatile(PipeLayout.EVER, ever() | 1 << end);
            if (registry.isRecovered()) {
                registry.markConsistent(); // whatever was begun is done again by now
            }
        } finally {
            registry.release();
        }
        changed();
    }

    /** This process closes an end it has open. */
    void close(int end) {
        tables[end].decrementOwn();
        Failpoint.PIPE_CLOSED_BEFORE_WAKE.hit();
        changed();
    }

    private void changed() {
        memory.getAndAddInt(PipeLayout.VERSION, 1);
        onChange.run();
    }

    /** Sends an end on its way with this ticket; where the ticket lies, −1 if too many are on their way. */
    int handOver(long ticket) {
        int place = handOvers.put(ticket);
        if (place < 0 && handOvers.clearDead()) {
            place = handOvers.put(ticket);
        }
        Failpoint.PIPE_HANDED_OVER.hit();
        changed();
        return place;
    }

    long newTicket(int end) {
        return handOvers.newTicket(end);
    }

    /** This process opened an end that was sent to it. */
    void arrived(int place, long ticket) {
        Failpoint.PIPE_ARRIVED_BEFORE_TICKET.hit();
        if (handOvers.redeem(place, ticket)) {
            changed();
        }
    }

    /** Whether nobody has the end open any more, as far as is known without looking who is alive. */
    boolean isGone(int end) {
        long last = known.getAcquire(end);
        return last != UNKNOWN && (int) (last >>> 1) == version() ? (last & 1) != 0 : compute(end);
    }

    /** Counts again if something changed meanwhile: an end that moved between two places could be missed in both. */
    private boolean compute(int end) {
        int version;
        boolean gone;
        do {
            version = version();
            gone = (ever() & 1 << end) != 0 && !isCounted(end);
        } while (version() != version);
        known.setRelease(end, (version & 0xFFFF_FFFFL) << 1 | (gone ? 1 : 0));
        return gone;
    }

    private int version() {
        return memory.getIntVolatile(PipeLayout.VERSION);
    }

    /** Looks who is alive, and whether the end is gone. */
    boolean look(int end) {
        if (clearDead(end)) {
            changed();
        }
        return compute(end);
    }

    private boolean clearDead(int end) {
        return tables[end].clearDead() | handOvers.clearDead();
    }

    private boolean isCounted(int end) {
        return tables[end].sum() != 0 || handOvers.count(end) != 0;
    }

    private int ever() {
        return memory.getIntVolatile(PipeLayout.EVER);
    }

    /** How often the living have the end open, for people. */
    long count(int end) {
        return tables[end].sum();
    }
}
