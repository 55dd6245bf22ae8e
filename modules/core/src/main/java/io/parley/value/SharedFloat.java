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
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A 32-bit floating-point number that all processes of a domain see. Python's {@code Value} of type code {@code f}.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. <b>Blocking:</b> only
 * {@link #awaitChange}, {@link #lockedGet} and {@link #lockedSet}. <b>Allocation:</b> none, but for waiting.
 *
 * <p><b>Processes:</b> each method is one atomic access (update functions: one compare-and-set loop), so a process that
 * dies leaves the old number or the new one. <b>Ordering:</b> as {@link java.util.concurrent.atomic.AtomicLong},
 * between processes as between threads.
 *
 * <p><b>Differs from Python:</b> reading and writing take no lock, so nobody can block a reader ({@link #lockedGet()}
 * is Python's way), and arithmetic is atomic: {@code v.value += 1} becomes {@link #incrementAndGet()}. Sums round; a
 * change is one of bits.
 */
public final class SharedFloat extends MappedScalar implements SharedValue, ManagedFloat {
    private static final int CELL = ValueLayout.CELL;
    private static final List<TypeCode> TYPES = List.of(TypeCode.FLOAT);

    private SharedFloat(Parley parley, String name, float initial, ValueOptions options) {
        super(parley, name, ObjectKind.FLOAT, TYPES, options, memory -> Words.putFloat(memory.words(), CELL, initial));
    }

    /**
     * Opens the number, creating it first if there is none. {@link Parley#floatValue(String)} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedFloat open(Parley parley, String name, float initial) {
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
    public static SharedFloat open(Parley parley, String name, float initial, ValueOptions options) {
        SharedFloat value = new SharedFloat(parley, name, initial, options);
        value.track();
        return value;
    }

    /**
     * Reads the number (volatile).
     *
     * @return the number
     */
    @Override
    public float get() {
        return Words.getFloatVolatile(words(), CELL);
    }

    /**
     * Writes the number (volatile) and wakes those who wait for a change.
     *
     * @param value the new number
     */
    @Override
    public void set(float value) {
        ByteBuffer mapped = words();
        Words.putFloatVolatile(mapped, CELL, value);
        ring(mapped);
    }

    /**
     * Reads the number without any ordering; for single-writer code that knows why.
     *
     * @return the number
     */
    public float getPlain() {
        return Words.getFloat(words(), CELL);
    }

    /**
     * Writes the number without any ordering. Waiters notice within 50 ms.
     *
     * @param value the new number
     */
    public void setPlain(float value) {
        Words.putFloat(words(), CELL, value);
    }

    /**
     * Reads the number; what the writer wrote before its release is visible afterwards.
     *
     * @return the number
     */
    public float getAcquire() {
        return Words.getFloatAcquire(words(), CELL);
    }

    /**
     * Writes the number after everything written before: the cheapest way to publish. Waiters notice within 50 ms.
     *
     * @param value the new number
     */
    public void setRelease(float value) {
        Words.putFloatRelease(words(), CELL, value);
    }

    /**
     * Replaces the number if it is as expected.
     *
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    @Override
    public boolean compareAndSet(float expected, float value) {
        ByteBuffer mapped = words();
        boolean replaced = Words.compareAndSetFloat(mapped, CELL, expected, value);
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
    public float getAndSet(float value) {
        ByteBuffer mapped = words();
        float old = Words.getAndSetFloat(mapped, CELL, value);
        ring(mapped);
        return old;
    }

    /**
     * Adds to the number, rounding.
     *
     * @param delta what to add
     * @return the old number
     */
    @Override
    public float getAndAdd(float delta) {
        ByteBuffer mapped = words();
        float old = Words.getAndAddFloat(mapped, CELL, delta);
        ring(mapped);
        return old;
    }

    /**
     * Adds to the number, rounding.
     *
     * @param delta what to add
     * @return the new number
     */
    @Override
    public float addAndGet(float delta) {
        return getAndAdd(delta) + delta;
    }

    /**
     * Adds one.
     *
     * @return the new number
     */
    @Override
    public float incrementAndGet() {
        return getAndAdd(1) + 1;
    }

    /**
     * Subtracts one.
     *
     * @return the new number
     */
    @Override
    public float decrementAndGet() {
        return getAndAdd(-1) - 1;
    }

    /**
     * Adds one.
     *
     * @return the old number
     */
    @Override
    public float getAndIncrement() {
        return getAndAdd(1);
    }

    /**
     * Subtracts one.
     *
     * @return the old number
     */
    @Override
    public float getAndDecrement() {
        return getAndAdd(-1);
    }

    /**
     * Replaces the number by a function of itself; the function may run several times.
     *
     * @param function free of side effects
     * @return the old number
     */
    @Override
    public float getAndUpdate(DoubleUnaryOperator function) {
        while (true) {
            float old = get();
            if (compareAndSet(old, (float) function.applyAsDouble(old))) {
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
    public float updateAndGet(DoubleUnaryOperator function) {
        while (true) {
            float old = get();
            float updated = (float) function.applyAsDouble(old);
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
    public float accumulateAndGet(float operand, DoubleBinaryOperator function) {
        while (true) {
            float old = get();
            float updated = (float) function.applyAsDouble(old, operand);
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
    public float getAndAccumulate(float operand, DoubleBinaryOperator function) {
        while (true) {
            float old = get();
            if (compareAndSet(old, (float) function.applyAsDouble(old, operand))) {
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
    public float awaitChange(float seen) throws InterruptedException {
        while (true) {
            await(() -> MappedScalar.differ(get(), seen), Deadline.NEVER);
            float now = get();
            if (MappedScalar.differ(now, seen)) {
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
    public boolean awaitChange(float seen, Duration timeout) throws InterruptedException {
        return await(() -> MappedScalar.differ(get(), seen), toNs(timeout));
    }

    /**
     * Reads the number while holding {@link #lock()}: waits until nobody else holds it.
     *
     * @return the number
     * @throws UnsupportedOperationException if it was created without a lock
     */
    public float lockedGet() {
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
    public void lockedSet(float value) {
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
        return typeCode().box(get());
    }

    @Override
    public void setValue(Object value) {
        set((float) typeCode().toDouble(value));
    }

    @Override
    public String toString() {
        return describe("SharedFloat", memory.isClosed() ? "closed" : value());
    }
}
