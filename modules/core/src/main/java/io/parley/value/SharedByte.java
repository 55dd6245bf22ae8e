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
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * A 8-bit number that all processes of a domain see. Python's {@code Value} of type code {@code b} ({@code B} and
 * {@code c} by {@link ValueOptions#type}).
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. <b>Blocking:</b> only
 * {@link #awaitChange}, {@link #lockedGet} and {@link #lockedSet}. <b>Allocation:</b> none, but for waiting.
 *
 * <p><b>Processes:</b> each method is one atomic access (update functions: one compare-and-set loop), so a process that
 * dies leaves the old number or the new one. <b>Ordering:</b> as {@link java.util.concurrent.atomic.AtomicLong},
 * between processes as between threads.
 *
 * <p><b>Differs from Python:</b> reading and writing take no lock, so nobody can block a reader ({@link #lockedGet()}
 * is Python's way), and arithmetic is atomic: {@code v.value += 1} becomes {@link #incrementAndGet()}. Overflow wraps
 * around.
 */
public final class SharedByte extends MappedScalar implements SharedValue, ManagedByte {
    private static final int CELL = ValueLayout.CELL;
    private static final List<TypeCode> TYPES = List.of(TypeCode.BYTE, TypeCode.UNSIGNED_BYTE, TypeCode.CHAR);

    private SharedByte(Parley parley, String name, byte initial, ValueOptions options) {
        super(parley, name, ObjectKind.BYTE, TYPES, options, memory -> Words.putByte(memory.words(), CELL, initial));
    }

    /**
     * Opens the number, creating it first if there is none. {@link Parley#byteValue(String)} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedByte open(Parley parley, String name, byte initial) {
        return open(parley, name, initial, ValueOptions.defaults());
    }

    /**
     * Opens the number, creating it first if there is none.
     *
     * @param parley the domain
     * @param name its name
     * @param initial its value if this call creates it
     * @param options which lock, which type
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another type or lock
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedByte open(Parley parley, String name, byte initial, ValueOptions options) {
        SharedByte value = new SharedByte(parley, name, initial, options);
        value.track();
        return value;
    }

    /**
     * Reads the number (volatile).
     *
     * @return the number
     */
    @Override
    public byte get() {
        return Words.getByteVolatile(words(), CELL);
    }

    /**
     * Writes the number (volatile) and wakes those who wait for a change.
     *
     * @param value the new number
     */
    @Override
    public void set(byte value) {
        ByteBuffer mapped = words();
        Words.putByteVolatile(mapped, CELL, value);
        ring(mapped);
    }

    /**
     * Reads the number without any ordering; for single-writer code that knows why.
     *
     * @return the number
     */
    public byte getPlain() {
        return Words.getByte(words(), CELL);
    }

    /**
     * Writes the number without any ordering. Waiters notice within 50 ms.
     *
     * @param value the new number
     */
    public void setPlain(byte value) {
        Words.putByte(words(), CELL, value);
    }

    /**
     * Reads the number; what the writer wrote before its release is visible afterwards.
     *
     * @return the number
     */
    public byte getAcquire() {
        return Words.getByteAcquire(words(), CELL);
    }

    /**
     * Writes the number after everything written before: the cheapest way to publish. Waiters notice within 50 ms.
     *
     * @param value the new number
     */
    public void setRelease(byte value) {
        Words.putByteRelease(words(), CELL, value);
    }

    /**
     * Replaces the number if it is as expected.
     *
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    @Override
    public boolean compareAndSet(byte expected, byte value) {
        ByteBuffer mapped = words();
        boolean replaced = Words.compareAndSetByte(mapped, CELL, expected, value);
        if (replaced) {
            ring(mapped);
        }
        return replaced;
    }

    /**
     * Replaces the number.
     *
     * @param value the new number
     * @return the old one
     */
    @Override
    public byte getAndSet(byte value) {
        ByteBuffer mapped = words();
        byte old = Words.getAndSetByte(mapped, CELL, value);
        ring(mapped);
        return old;
    }

    /**
     * Adds to the number, wrapping around.
     *
     * @param delta what to add
     * @return the old number
     */
    @Override
    public byte getAndAdd(int delta) {
        ByteBuffer mapped = words();
        byte old = Words.getAndAddByte(mapped, CELL, delta);
        ring(mapped);
        return old;
    }

    /**
     * Adds to the number, wrapping around.
     *
     * @param delta what to add
     * @return the new number
     */
    @Override
    public byte addAndGet(int delta) {
        return (byte) (getAndAdd(delta) + delta);
    }

    /**
     * Adds one.
     *
     * @return the new number
     */
    @Override
    public byte incrementAndGet() {
        return (byte) (getAndAdd(1) + 1);
    }

    /**
     * Subtracts one.
     *
     * @return the new number
     */
    @Override
    public byte decrementAndGet() {
        return (byte) (getAndAdd(-1) - 1);
    }

    /**
     * Adds one.
     *
     * @return the old number
     */
    @Override
    public byte getAndIncrement() {
        return getAndAdd(1);
    }

    /**
     * Subtracts one.
     *
     * @return the old number
     */
    @Override
    public byte getAndDecrement() {
        return getAndAdd(-1);
    }

    /**
     * Replaces the number by a function of itself; the function may run several times.
     *
     * @param function free of side effects
     * @return the old number
     */
    @Override
    public byte getAndUpdate(IntUnaryOperator function) {
        while (true) {
            byte old = get();
            if (compareAndSet(old, (byte) function.applyAsInt(old))) {
                return old;
            }
        }
    }

    /**
     * Replaces the number by a function of itself; the function may run several times.
     *
     * @param function free of side effects
     * @return the new number
     */
    @Override
    public byte updateAndGet(IntUnaryOperator function) {
        while (true) {
            byte old = get();
            byte updated = (byte) function.applyAsInt(old);
            if (compareAndSet(old, updated)) {
                return updated;
            }
        }
    }

    /**
     * Combines the number with another, for example {@code Math::max}.
     *
     * @param operand the other number
     * @param function free of side effects; gets the old number first
     * @return the new number
     */
    @Override
    public byte accumulateAndGet(byte operand, IntBinaryOperator function) {
        while (true) {
            byte old = get();
            byte updated = (byte) function.applyAsInt(old, operand);
            if (compareAndSet(old, updated)) {
                return updated;
            }
        }
    }

    /**
     * Combines the number with another.
     *
     * @param operand the other number
     * @param function free of side effects; gets the old number first
     * @return the old number
     */
    @Override
    public byte getAndAccumulate(byte operand, IntBinaryOperator function) {
        while (true) {
            byte old = get();
            if (compareAndSet(old, (byte) function.applyAsInt(old, operand))) {
                return old;
            }
        }
    }

    /**
     * Waits until the number is another than {@code seen}. A change that is taken back before the waiter looks may go
     * unnoticed.
     *
     * @param seen the number the caller knows
     * @return the new number
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the number
     */
    @Override
    public byte awaitChange(byte seen) throws InterruptedException {
        while (true) {
            await(() -> get() != seen, Deadline.NEVER);
            byte now = get();
            if (now != seen) {
                return now;
            }
        }
    }

    /**
     * Waits until the number is another than {@code seen}, or the time is up; never gives up early.
     *
     * @param seen the number the caller knows
     * @param timeout the limit; zero or less looks once
     * @return whether it changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the number
     */
    @Override
    public boolean awaitChange(byte seen, Duration timeout) throws InterruptedException {
        return await(() -> get() != seen, toNs(timeout));
    }

    /**
     * Reads the number while holding {@link #lock()}: waits until nobody else holds it.
     *
     * @return the number
     * @throws UnsupportedOperationException if it was created without a lock
     */
    public byte lockedGet() {
        SharedLock held = lock();
        held.lock();
        try {
            return get();
        } finally {
            held.unlock();
        }
    }

    /**
     * Writes the number while holding {@link #lock()}: waits until nobody else holds it.
     *
     * @param value the new number
     * @throws UnsupportedOperationException if it was created without a lock
     */
    public void lockedSet(byte value) {
        SharedLock held = lock();
        held.lock();
        try {
            set(value);
        } finally {
            held.unlock();
        }
    }

    /**
     * Reads the number (volatile) as one without a sign.
     *
     * @return the same bits
     */
    public int getUnsigned() {
        return TypeCode.unsigned(get());
    }

    /**
     * The number (volatile) as one without a sign, in decimal.
     *
     * @return its digits
     */
    public String toUnsignedString() {
        return String.valueOf(getUnsigned());
    }

    @Override
    public Object value() {
        return typeCode().box(get());
    }

    @Override
    public void setValue(Object value) {
        set((byte) typeCode().toLong(value));
    }

    @Override
    public String toString() {
        return describe("SharedByte", memory.isClosed() ? "closed" : value());
    }
}
