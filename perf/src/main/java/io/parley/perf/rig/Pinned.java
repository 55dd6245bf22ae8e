package io.parley.perf.rig;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.List;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * The calling thread on one core, until this is closed. Two sides that wake each other are ten times as fast on one
 * core as on two, and where the kernel puts them is chance: measured without pinning, chance is what is measured.
 * Threads and processes started meanwhile inherit it.
 */
public final class Pinned implements AutoCloseable {
    private static final int MASK_BYTES = 128;
    private static final int THIS_THREAD = 0;
    private static final Functions C = LibraryLoader.create(Functions.class).load("c");

    private final ByteBuffer before;

    private Pinned(ByteBuffer before) {
        this.before = before;
    }

    /** The C functions as jnr-ffi binds them. */
    public interface Functions {
        /** sched_getaffinity(2). */
        int sched_getaffinity(int thread, long length, long mask);

        /** sched_setaffinity(2). */
        int sched_setaffinity(int thread, long length, long mask);
    }

    /** On the first core that this process may use, or on the last. */
    static Pinned toCore(boolean first) {
        BitSet cores = allowed();
        return to(first ? cores.nextSetBit(0) : cores.length() - 1);
    }

    /** On the core of the part with that number: see {@link Cores}. */
    public static Pinned inTurn(int number) {
        List<Integer> cores = Cores.inTurns();
        return to(cores.get(number % cores.size()));
    }

    private static Pinned to(int core) {
        ByteBuffer before = get();
        BitSet one = new BitSet();
        one.set(core);
        ByteBuffer mask = newMask();
        mask.put(0, one.toByteArray());
        set(mask);
        return new Pinned(before);
    }

    /** The cores that the calling thread may use. */
    static BitSet allowed() {
        return BitSet.valueOf(get());
    }

    private static ByteBuffer get() {
        ByteBuffer mask = newMask();
        check("sched_getaffinity", C.sched_getaffinity(THIS_THREAD, MASK_BYTES, addressOf(mask)));
        return mask;
    }

    private static ByteBuffer newMask() {
        return ByteBuffer.allocateDirect(MASK_BYTES).order(ByteOrder.nativeOrder());
    }

    private static long addressOf(ByteBuffer direct) {
        return Pointer.wrap(Runtime.getSystemRuntime(), direct).address();
    }

    private static void set(ByteBuffer mask) {
        check("sched_setaffinity", C.sched_setaffinity(THIS_THREAD, MASK_BYTES, addressOf(mask)));
    }

    private static void check(String function, int result) {
        if (result < 0) {
            throw new IllegalStateException("cannot pin this thread to a core: " + function + " failed");
        }
    }

    @Override
    public void close() {
        set(before);
    }
}
