package io.parley.perf.rig;

import io.parley.perf.transport.Scratch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Two numbers in one mapped file and nothing else: each side adds one to its own and spins on the other's. That is one
 * release store, and one cache line that changes hands, each way: the least that two JVMs can do to tell each other
 * anything. Each number has a pair of lines for itself, because processors fetch lines in pairs.
 */
final class BareWords implements Baton {
    private static final String FILE = "words";
    private static final int LINE_PAIR = 128;
    private static final int LENGTH = 2 * LINE_PAIR;
    private static final int TURNS_BETWEEN_LOOKS = 1 << 16;
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer page;
    private final int out;
    private final int in;
    private long passed;
    private long taken;

    private BareWords(ByteBuffer page, boolean near) {
        this.page = page;
        this.out = near ? 0 : LINE_PAIR;
        this.in = near ? LINE_PAIR : 0;
    }

    /** The side that opens first makes the file; both numbers are then zero. */
    static BareWords open(Path directory, boolean near) {
        return new BareWords(Scratch.map(directory.resolve(FILE), LENGTH, StandardOpenOption.CREATE), near);
    }

    @Override
    public void pass() {
        LONG.setRelease(page, out, ++passed);
    }

    /** Whether this thread is interrupted is looked at now and then only: it is not part of what is measured. */
    @Override
    public void take() throws InterruptedException {
        taken++;
        while (!hasCome()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("while waiting for number " + taken + " of the other side");
            }
        }
    }

    private boolean hasCome() {
        for (int turn = 0; turn < TURNS_BETWEEN_LOOKS; turn++) {
            if ((long) LONG.getAcquire(page, in) == taken) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /** The mapping goes with this object. */
    @Override
    public void close() {}
}
