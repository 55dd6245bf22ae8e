package io.parley.perf.rig;

import io.parley.perf.transport.Scratch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The page that all processes of one contest map, whatever they are written in; {@code contest_page.h} and
 * {@code lock_counter.py} have the same.
 *
 * <pre>
 *    0  phase, written by the referee only
 *  128  the counter that the lock guards
 *  256  player 0: phase reached | acquisitions in the last phase | longest wait in it, ns
 *  512  player 1
 *   …   player 7
 * 4096  room for a lock of those who have none of their own
 * 8192
 * </pre>
 *
 * <p>A player sets what it reached to {@link #READY}. In each odd phase it acquires, adds one and releases until the
 * phase is another; in {@link #WAITS} it also reads the clock before and after each acquisition. Then it notes what it
 * did, and last that it reached that phase.
 */
final class ContestPage {
    /** Length of the file. */
    static final int LENGTH = 8192;
    /** As many players as there is room for. */
    static final int PLAYERS = 8;
    /** What a player has reached that is not there yet. */
    static final long ABSENT = -1;
    /** What a player has reached that waits for the first phase. */
    static final long READY = 0;

    static final long WARM_UP = 1;
    static final long COUNT = 3;
    static final long WAITS = 5;

    private static final int PHASE = 0;
    private static final int COUNTER = 128;
    private static final int FIRST_PLAYER = 256;
    private static final int PLAYER_LENGTH = 256;
    private static final int REACHED = 0;
    private static final int ACQUISITIONS = 8;
    private static final int LONGEST_WAIT_NS = 16;
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer page;

    private ContestPage(ByteBuffer page) {
        this.page = page;
    }

    /** A new page; nobody is there. */
    static ContestPage create(Path file) {
        ContestPage created = map(file, StandardOpenOption.CREATE_NEW);
        for (int player = 0; player < PLAYERS; player++) {
            LONG.setVolatile(created.page, at(player, REACHED), ABSENT);
        }
        return created;
    }

    static ContestPage open(Path file) {
        return map(file, StandardOpenOption.CREATE);
    }

    private static ContestPage map(Path file, StandardOpenOption how) {
        return new ContestPage(Scratch.map(file, LENGTH, how));
    }

    private static int at(int player, int field) {
        return FIRST_PLAYER + player * PLAYER_LENGTH + field;
    }

    long phase() {
        return (long) LONG.getVolatile(page, PHASE);
    }

    void phase(long phase) {
        LONG.setVolatile(page, PHASE, phase);
    }

    /** One look at the phase from the players' loop: no more than a load. */
    boolean isPhase(long phase) {
        return (long) LONG.getOpaque(page, PHASE) == phase;
    }

    /** The lock is what makes this right. */
    void count() {
        LONG.set(page, COUNTER, (long) LONG.get(page, COUNTER) + 1);
    }

    long counter() {
        return (long) LONG.getVolatile(page, COUNTER);
    }

    /** What a player did in a phase; the last thing that it writes there. */
    void reached(int player, long phase, long acquisitions, long longestWaitNs) {
        LONG.set(page, at(player, ACQUISITIONS), acquisitions);
        LONG.set(page, at(player, LONGEST_WAIT_NS), longestWaitNs);
        LONG.setVolatile(page, at(player, REACHED), phase);
    }

    long reached(int player) {
        return (long) LONG.getVolatile(page, at(player, REACHED));
    }

    long acquisitions(int player) {
        return (long) LONG.getVolatile(page, at(player, ACQUISITIONS));
    }

    long longestWaitNs(int player) {
        return (long) LONG.getVolatile(page, at(player, LONGEST_WAIT_NS));
    }
}
