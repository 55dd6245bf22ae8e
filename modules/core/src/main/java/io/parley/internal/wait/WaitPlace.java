package io.parley.internal.wait;

import io.parley.internal.memory.Memory;
import io.parley.internal.os.Clock;
import java.nio.charset.StandardCharsets;

/**
 * One word that threads of this process may sleep on, as it is named on its domain's wait board. The board is looked
 * for when somebody is about to sleep for the first time; files outside a domain have none.
 */
public final class WaitPlace {
    /** No entry: nothing was noted. */
    public static final int NOT_NOTED = WaitBoard.NOT_NOTED;

    private final Memory memory;
    private final int offset;
    private final WaitReason reason;
    private final Clock clock;
    private volatile boolean looked;
    private WaitBoard board;
    private byte[] object;

    /** The place at {@code offset} of a mapped file. */
    public WaitPlace(Memory memory, int offset, WaitReason reason, Clock clock) {
        this.memory = memory;
        this.offset = offset;
        this.reason = reason;
        this.clock = clock;
    }

    /** Notes that the calling thread is about to sleep here; what to give to {@link #leave}. */
    public int enter() {
        if (!looked) {
            look();
        }
        return board == null ? NOT_NOTED : board.note(reason, object, offset, clock.epochNs());
    }

    private synchronized void look() {
        if (!looked) {
            WaitBoards.Found found = WaitBoards.find(memory.name());
            if (found != null) {
                board = found.board();
                object = found.relative().getBytes(StandardCharsets.UTF_8);
            }
            looked = true;
        }
    }

    /** The sleep is over. */
    public void leave(int entry) {
        if (entry != NOT_NOTED) {
            board.clear(entry);
        }
    }
}
