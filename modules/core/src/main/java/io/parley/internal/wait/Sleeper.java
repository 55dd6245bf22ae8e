package io.parley.internal.wait;

import io.parley.internal.memory.Memory;
import io.parley.internal.os.Libc;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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
    private static final MethodHandle IS_VIRTUAL = findIsVirtual();
    private static final long VIRTUAL_PARK_NS = 100_000;
    private static final int WAKE_REPEATS = 200;

    private final ByteBuffer timespec = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    private final long timespecAddress = Libc.addressOf(timespec);
    private volatile Memory sleepingOn;
    private volatile int offset;

    private Sleeper() {
        super(null);
    }

    private static MethodHandle findIsVirtual() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException before21) {
            return null;
        }
    }

    private static boolean isVirtual() {
        try {
            return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(Thread.currentThread());
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Sleeps at most {@code maxNs} while the int at {@code offset} equals {@code expected}. May return early. */
    static void sleep(Memory memory, int offset, int expected, long maxNs, boolean interruptible) {
        if (isVirtual()) {
            LockSupport.parkNanos(Math.min(maxNs, VIRTUAL_PARK_NS));
        } else if (interruptible) {
            CURRENT.get().sleepInterruptibly(memory, offset, expected, maxNs);
        } else {
            CURRENT.get().sleepPlain(memory, offset, expected, maxNs);
        }
    }

    private void sleepInterruptibly(Memory memory, int at, int expected, long maxNs) {
        offset = at;
        sleepingOn = memory;
        begin();
        try {
            if (!Thread.currentThread().isInterrupted()) {
                sleepPlain(memory, at, expected, maxNs);
            }
        } finally {
            sleepingOn = null;
            end();
        }
    }

    private void sleepPlain(Memory memory, int at, int expected, long maxNs) {
        timespec.putLong(0, maxNs / 1_000_000_000L).putLong(8, maxNs % 1_000_000_000L);
        memory.futexWait(at, expected, timespecAddress);
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
