package io.parley.internal.wait;

import io.parley.internal.memory.Memory;
import io.parley.internal.os.Libc;
import io.parley.internal.os.SystemClock;
import io.parley.internal.os.VirtualThreads;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelector;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread's sleep on a shared word, ended by a wake, by a time-out or by {@link Thread#interrupt()}.
 *
 * <p>A bare futex wait does not notice interruption. The JDK calls {@code wakeup()} of the selector a thread is blocked
 * on, so this is one: {@code wakeup} wakes the word. Everybody else who sleeps on it looks up once for nothing. Between
 * the check of the flag and the sleep a wake can fall into the void; the interrupter therefore repeats it for a while
 * until the sleeper says it is up, and the callers' bounded slices cover the rest.
 *
 * <p>A virtual thread must not sleep in native code, it would take its carrier along; it parks for a moment instead.
 */
final class Sleeper extends AbstractSelector {
    private static final ThreadLocal<Sleeper> CURRENT = ThreadLocal.withInitial(Sleeper::new);
    private static final long VIRTUAL_PARK_NS = 100_000;
    private static final int WAKE_REPEATS = 200;

    /** Two waiters, for those who sleep on two words, and a timespec. */
    private static final int TIMESPEC = 2 * Libc.FUTEX_WAITER_LENGTH;

    /** Whether the kernel lets a thread sleep on several words: Linux 5.16, if no filter of system calls forbids it. */
    static final boolean CAN_SLEEP_ON_SEVERAL = probe();

    private final ByteBuffer arguments = newArguments();
    private final long argumentsAddress = Libc.addressOf(arguments);
    private volatile Memory sleepingOn;
    private volatile int offset;
    private ByteBuffer manyArguments;
    private long manyAddress;

    private Sleeper() {
        super(null);
    }

    private static ByteBuffer newArguments() {
        return ByteBuffer.allocateDirect(TIMESPEC + 16).order(ByteOrder.nativeOrder());
    }

    /** A wait for words that have changed already: the kernel says so, if it knows the call. */
    private static boolean probe() {
        ByteBuffer arguments = newArguments();
        long address = Libc.addressOf(arguments);
        Libc.putFutexWaiter(arguments, 0, address + TIMESPEC, 1);
        Libc.putFutexWaiter(arguments, Libc.FUTEX_WAITER_LENGTH, address + TIMESPEC, 1);
        return Libc.futexWaitMany(address, 2, address + TIMESPEC) == Libc.EAGAIN;
    }

    /** Sleeps at most {@code maxNs} while the int at {@code offset} equals {@code expected}. May return early. */
    static void sleep(Memory memory, int offset, int expected, long maxNs, boolean interruptible) {
        if (VirtualThreads.isCurrent()) {
            LockSupport.parkNanos(Math.min(maxNs, VIRTUAL_PARK_NS));
        } else if (interruptible) {
            CURRENT.get().sleepInterruptibly(memory, offset, expected, null, 0, 0, maxNs);
        } else {
            CURRENT.get().sleepPlain(memory, offset, expected, maxNs);
        }
    }

    /** Sleeps at most {@code maxNs} while both ints equal what is expected. May return early. */
    static void sleepOnTwo(
            Memory memory,
            int offset,
            int expected,
            Memory other,
            int otherOffset,
            int otherExpected,
            long maxNs,
            boolean interruptible) {
        if (VirtualThreads.isCurrent()) {
            LockSupport.parkNanos(Math.min(maxNs, VIRTUAL_PARK_NS));
        } else if (interruptible) {
            CURRENT.get().sleepInterruptibly(memory, offset, expected, other, otherOffset, otherExpected, maxNs);
        } else {
            CURRENT.get().sleepPlain(memory, offset, expected, other, otherOffset, otherExpected, maxNs);
        }
    }

    /**
     * Sleeps at most {@code maxNs} while every word equals what is expected of it; {@code words} has a memory and
     * {@code offsets} and {@code expected} a number for each. May return early, and does if a memory was closed.
     */
    static void sleepOnMany(Memory[] words, int[] offsets, int[] expected, int from, int count, long maxNs) {
        if (VirtualThreads.isCurrent()) {
            LockSupport.parkNanos(Math.min(maxNs, VIRTUAL_PARK_NS));
        } else {
            CURRENT.get().sleepOnManyInterruptibly(words, offsets, expected, from, count, maxNs);
        }
    }

    private void sleepOnManyInterruptibly(
            Memory[] words, int[] offsets, int[] expected, int from, int count, long maxNs) {
        if (manyArguments == null) {
            int length = Libc.FUTEX_WAITERS_MAX * Libc.FUTEX_WAITER_LENGTH;
            manyArguments = ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
            manyAddress = Libc.addressOf(manyArguments);
        }
        for (int i = 0; i < count; i++) {
            long address = words[from + i].addressIfOpen(offsets[from + i]);
            if (address == 0) {
                return;
            }
            Libc.putFutexWaiter(manyArguments, i * Libc.FUTEX_WAITER_LENGTH, address, expected[from + i]);
        }
        putTimespec(SystemClock.LOCAL.monotonicNs() + maxNs);
        offset = offsets[from];
        sleepingOn = words[from];
        begin();
        try {
            if (!Thread.currentThread().isInterrupted()) {
                Libc.futexWaitMany(manyAddress, count, argumentsAddress + TIMESPEC);
            }
        } finally {
            sleepingOn = null;
            end();
            Reference.reachabilityFence(words);
        }
    }

    private void sleepInterruptibly(
            Memory memory, int at, int expected, Memory other, int otherAt, int otherExpected, long maxNs) {
        offset = at;
        sleepingOn = memory;
        begin();
        try {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            if (other == null) {
                sleepPlain(memory, at, expected, maxNs);
            } else {
                sleepPlain(memory, at, expected, other, otherAt, otherExpected, maxNs);
            }
        } finally {
            sleepingOn = null;
            end();
        }
    }

    private void sleepPlain(Memory memory, int at, int expected, long maxNs) {
        putTimespec(maxNs);
        memory.futexWait(at, expected, argumentsAddress + TIMESPEC);
    }

    /** The kernel wants a deadline here, by the clock that is Java's monotonic one on Linux. */
    private void sleepPlain(
            Memory memory, int at, int expected, Memory other, int otherAt, int otherExpected, long maxNs) {
        putTimespec(SystemClock.LOCAL.monotonicNs() + maxNs);
        memory.futexWaitBoth(at, expected, other, otherAt, otherExpected, arguments, argumentsAddress);
    }

    private void putTimespec(long ns) {
        arguments.putLong(TIMESPEC, ns / 1_000_000_000L).putLong(TIMESPEC + 8, ns % 1_000_000_000L);
    }

    /** Called by the interrupting thread. */
    @Override
    public Selector wakeup() {
        for (int i = 0; i < WAKE_REPEATS; i++) {
            Memory memory = sleepingOn;
            if (memory == null) {
                break;
            }
            memory.futexWake(offset, Integer.MAX_VALUE);
            Thread.yield();
        }
        return this;
    }

    @Override
    protected void implCloseSelector() {
        // nothing is held
    }

    @Override
    protected java.nio.channels.SelectionKey register(
            java.nio.channels.spi.AbstractSelectableChannel channel, int operations, Object attachment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SelectionKey> keys() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int selectNow() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public int select(long timeout) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public int select() throws IOException {
        throw new UnsupportedOperationException();
    }
}
