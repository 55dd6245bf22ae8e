package io.parley.value;

import io.parley.Parley;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.Words;
import io.parley.internal.struct.ValueLayout;
import io.parley.internal.wait.Deadline;
import io.parley.sync.SharedLock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * A truth value that all processes of a domain see. Python's {@code Value(c_bool)}.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. <b>Blocking:</b> only
 * {@link #awaitChange}, {@link #lockedGet} and {@link #lockedSet}. <b>Allocation:</b> none, but for waiting.
 *
 * <p><b>Processes:</b> each method is one atomic access, so a process that dies leaves the old value or the new one.
 * <b>Ordering:</b> as {@link java.util.concurrent.atomic.AtomicBoolean}, between processes as between threads.
 *
 * <p><b>Differs from Python:</b> reading and writing take no lock, so nobody can block a reader ({@link #lockedGet()}
 * is Python's way). To wait until something happens, see {@link #awaitChange}.
 */
public final class SharedBoolean extends MappedScalar implements SharedValue, ManagedBoolean {
    private static final int CELL = ValueLayout.CELL;
    private static final List<TypeCode> TYPES = List.of(TypeCode.BOOLEAN);

    private SharedBoolean(Parley parley, String name, boolean initial, ValueOptions options) {
        super(
                parley,
                name,
                ObjectKind.BOOLEAN,
                TYPES,
                options,
                memory -> Words.putByte(memory.words(), CELL, bits(initial)));
    }

    /**
     * Opens the value, creating it first if there is none. {@link Parley#booleanValue(String)} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedBoolean open(Parley parley, String name, boolean initial) {
        return open(parley, name, initial, ValueOptions.defaults());
    }

    /**
     * Opens the value, creating it first if there is none.
     *
     * @param parley the domain
     * @param name its name
     * @param initial its value if this call creates it
     * @param options which lock
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another lock
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedBoolean open(Parley parley, String name, boolean initial, ValueOptions options) {
        SharedBoolean value = new SharedBoolean(parley, name, initial, options);
        value.track();
        return value;
    }

    private static byte bits(boolean value) {
        return (byte) (value ? 1 : 0);
    }

    /**
     * Reads the value (volatile).
     *
     * @return the value
     */
    @Override
    public boolean get() {
        return Words.getByteVolatile(words(), CELL) != 0;
    }

    /**
     * Writes the value (volatile) and wakes those who wait for a change.
     *
     * @param value the new value
     */
    @Override
    public void set(boolean value) {
        ByteBuffer mapped = words();
        Words.putByteVolatile(mapped, CELL, bits(value));
        ring(mapped);
    }

    /**
     * Reads the value without any ordering.
     *
     * @return the value
     */
    public boolean getPlain() {
        return Words.getByte(words(), CELL) != 0;
    }

    /**
     * Writes the value without any ordering. Waiters notice within 50 ms.
     *
     * @param value the new value
     */
    public void setPlain(boolean value) {
        Words.putByte(words(), CELL, bits(value));
    }

    /**
     * Reads the value; what the writer wrote before its release is visible afterwards.
     *
     * @return the value
     */
    public boolean getAcquire() {
        return Words.getByteAcquire(words(), CELL) != 0;
    }

    /**
     * Writes the value after everything written before. Waiters notice within 50 ms.
     *
     * @param value the new value
     */
    public void setRelease(boolean value) {
        Words.putByteRelease(words(), CELL, bits(value));
    }

    /**
     * Replaces the value if it is as expected.
     *
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    @Override
    public boolean compareAndSet(boolean expected, boolean value) {
        ByteBuffer mapped = words();
        boolean replaced = Words.compareAndSetByte(mapped, CELL, bits(expected), bits(value));
        if (replaced) {
            ring(mapped);
        }
        return replaced;
    }

    /**
     * Replaces the value.
     *
     * @param value the new value
     * @return the old one
     */
    @Override
    public boolean getAndSet(boolean value) {
        ByteBuffer mapped = words();
        boolean old = Words.getAndSetByte(mapped, CELL, bits(value)) != 0;
        ring(mapped);
        return old;
    }

    /**
     * Turns true into false and false into true.
     *
     * @return the old value
     */
    @Override
    public boolean getAndFlip() {
        while (true) {
            boolean old = get();
            if (compareAndSet(old, !old)) {
                return old;
            }
        }
    }

    /**
     * Waits until the value is another than {@code seen}. A change that is taken back before the waiter looks may go
     * unnoticed.
     *
     * @param seen the value the caller knows
     * @return the new value, {@code !seen}
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the value
     */
    @Override
    public boolean awaitChange(boolean seen) throws InterruptedException {
        await(() -> get() != seen, Deadline.NEVER);
        return !seen;
    }

    /**
     * Waits until the value is another than {@code seen}, or the time is up; never gives up early.
     *
     * @param seen the value the caller knows
     * @param timeout the limit; zero or less looks once
     * @return whether it changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the value
     */
    @Override
    public boolean awaitChange(boolean seen, Duration timeout) throws InterruptedException {
        return await(() -> get() != seen, toNs(timeout));
    }

    /**
     * Reads the value while holding {@link #lock()}: waits until nobody else holds it.
     *
     * @return the value
     * @throws UnsupportedOperationException if it was created without a lock
     */
    public boolean lockedGet() {
        SharedLock held = lock();
        held.lock();
        try {
            return get();
        } finally {
            held.unlock();
        }
    }

    /**
     * Writes the value while holding {@link #lock()}: waits until nobody else holds it.
     *
     * @param value the new value
     * @throws UnsupportedOperationException if it was created without a lock
     */
    public void lockedSet(boolean value) {
        SharedLock held = lock();
        held.lock();
        try {
            set(value);
        } finally {
            held.unlock();
        }
    }

    @Override
    public Object value() {
        return get();
    }

    @Override
    public void setValue(Object value) {
        set(typeCode().toLong(value) != 0);
    }

    @Override
    public String toString() {
        return describe("SharedBoolean", memory.isClosed() ? "closed" : get());
    }
}
