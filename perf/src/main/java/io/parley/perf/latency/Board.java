package io.parley.perf.latency;

import io.parley.perf.transport.Scratch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The pages that all JVMs of one run map: when it began, how far each part is, and the times of the last event where
 * the thing that is measured carries no message.
 *
 * <pre>
 *    0  start, ns; 0 before
 *  128  number of the last event | should have gone out, ns | went out, ns | whether there are no more
 *  256  number of the last event that was seen, where one at a time may see it
 *  384  part 0: state | events begun | events ended
 *  512  part 1
 *   …   part 63
 * 8576
 * </pre>
 */
final class Board {
    /** As many parts as there is room for. */
    static final int PARTS = 64;

    private static final int START = 0;
    private static final int EVENT = 128;
    private static final int INTENDED = EVENT + 8;
    private static final int SENT = EVENT + 16;
    private static final int OVER = EVENT + 24;
    private static final int SEEN = 256;
    private static final int FIRST_PART = 384;
    private static final int PART_LENGTH = 128;
    private static final int STATE = 0;
    private static final int BEGUN = 8;
    private static final int ENDED = 16;
    private static final int LENGTH = FIRST_PART + PARTS * PART_LENGTH;
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** How far a part is. */
    enum State {
        /** Not there yet. */
        ABSENT,
        /** Waits for others, for as long as the run lasts. */
        ENDLESS,
        /** Keeps to the schedule, and comes to an end by itself. */
        PACED,
        /** Has come to its end. */
        DONE
    }

    private final ByteBuffer page;

    private Board(ByteBuffer page) {
        this.page = page;
    }

    /** The board of a directory; the first one makes it. */
    static Board open(Path directory) {
        return new Board(Scratch.map(directory.resolve("board"), LENGTH, StandardOpenOption.CREATE));
    }

    private long get(int at) {
        return (long) LONG.getVolatile(page, at);
    }

    private void set(int at, long value) {
        LONG.setVolatile(page, at, value);
    }

    private static int at(int part, int field) {
        return FIRST_PART + part * PART_LENGTH + field;
    }

    long startNs() {
        return get(START);
    }

    /** Sends all parts off. */
    void start(long ns) {
        set(START, ns);
    }

    void state(int part, State state) {
        set(at(part, STATE), state.ordinal());
    }

    State state(int part) {
        return State.values()[(int) get(at(part, STATE))];
    }

    /** Notes how many events a part has begun, and how many of them, or of others', it saw the end of. */
    void progress(int part, long begun, long ended) {
        LONG.setRelease(page, at(part, BEGUN), begun);
        LONG.setRelease(page, at(part, ENDED), ended);
    }

    long begun(int part) {
        return get(at(part, BEGUN));
    }

    long ended(int part) {
        return get(at(part, ENDED));
    }

    /** Makes event {@code number} the last one. Numbers begin with 1. */
    void event(long number, long intendedNs, long sentNs) {
        LONG.set(page, INTENDED, intendedNs);
        LONG.set(page, SENT, sentNs);
        set(EVENT, number);
    }

    long event() {
        return get(EVENT);
    }

    /** When the last event should have gone out. */
    long intendedNs() {
        return (long) LONG.get(page, INTENDED);
    }

    /** When it did. */
    long sentNs() {
        return (long) LONG.get(page, SENT);
    }

    /** There are no more events. */
    void over() {
        set(OVER, 1);
    }

    boolean isOver() {
        return get(OVER) != 0;
    }

    void seen(long number) {
        set(SEEN, number);
    }

    long seen() {
        return get(SEEN);
    }
}
