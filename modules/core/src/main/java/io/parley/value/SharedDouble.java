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
 * A 64-bit floating-point number that all processes of a domain see. Python's {@code Value} of type code {@code d}.
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
public final class SharedDouble extends MappedScalar implements SharedValue, ManagedDouble {
    private static final int CELL = ValueLayout.CELL;
    private static final List<TypeCode> TYPES = List.of(TypeCode.DOUBLE);

    private SharedDouble(Parley parley, String name, double initial, ValueOptions options) {
        super(
                parley,
                name,
                ObjectKind.DOUBLE,
                TYPES,
                options,
                memory -> Words.putDouble(memory.words(), CELL, initial));
    }

    /**
     * Opens the number, creating it first if there is none. {@link Parley#doubleValue(String)} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedDouble open(Parley parley, String name, double initial) {
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
    public static SharedDouble open(Parley parley, String name, double initial, ValueOptions options) {
        SharedDouble value = new SharedDouble(parley, name, initial, options);
        value.track();
        return value;
    }

    /**
     * Reads the number (volatile).
     *
     * @return the number
     */
    @Override
    public double get() {
        return Words.getDoubleVolatile(words(), CELL);
    }

    /**
     * Writes the number (volatile) and wakes those who wait for a change.
     *
     * @param value the new number
     */
    @Override
    public void set(double value) {
        ByteBuffer mapped = words();
        Words.putDoubleVolatile(mapped, CELL, value);
        ring(mapped);
    }

    /**
     * Reads the number without any ordering; for single-writer code that knows why.
     *
     * @return the number
     */
    public double getPlain() {
        return Words.getDouble(words(), CELL);
    }

    /**
     * Writes the number without any ordering. Waiters notice within 50 ms.
     *
     * @param value the new number
     */
    public void setPlain(double value) {
        Words.putDouble(words(), CELL, value);
    }

    /**
     * Reads the number; what the writer wrote before its release is visible afterwards.
     *
     * @return the number
     */
    public double getAcquire() {
        return Words.getDoubleAcquire(words(), CELL);
    }

    /**
     * Writes the number after everything written before: the cheapest way to publish. Waiters notice within 50 ms.
     *
     * @param value the new number
     */
    public void setRelease(double value) {
        Words.putDoubleRelease(words(), CELL, value);
    }

    /**
     * Replaces the number if it is as expected.
     *
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    @Override
    public boolean compareAndSet(double expected, double value) {
        ByteBuffer mapped = words();
        boolean replaced = Words.compareAndSetDouble(mapped, CELL, expected, value);
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
    public double getAndSet(double value) {
        ByteBuffer mapped = words();
        double old = Words.getAndSetDouble(mapped, CELL, value);
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
    public double getAndAdd(double delta) {
        ByteBuffer mapped = words();
        double old = Words.getAndAddDouble(mapped, CELL, delta);
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
    public double addAndGet(double delta) {
        return getAndAdd(delta) + delta;
    }

    /**
     * Adds one.
     *
     * @return the new number
     */
    @Override
    public double incrementAndGet() {
        return getAndAdd(1) + 1;
    }

    /**
     * Subtracts one.
     *
     * @return the new number
     */
    @Override
    public double decrementAndGet() {
        return getAndAdd(-1) - 1;
    }

    /**
     * Adds one.
     *
     * @return the old number
     */
    @Override
    public double getAndIncrement() {
        return getAndAdd(1);
    }

    /**
     * Subtracts one.
     *
     * @return the old number
     */
    @Override
    public double getAndDecrement() {
        return getAndAdd(-1);
    }

    /**
     * Replaces the number by a function of itself; the function may run several times.
     *
     * @param function free of side effects
     * @return the old number
     */
    @Override
    public double getAndUpdate(DoubleUnaryOperator function) {
        while (true) {
            double old = get();
            if (compareAndSet(old, function.applyAsDouble(old))) {
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
    public double updateAndGet(DoubleUnaryOperator function) {
        while (true) {
            double old = get();
            double updated = function.applyAsDouble(old);
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
    public double accumulateAndGet(double operand, DoubleBinaryOperator function) {
        while (true) {
            double old = get();
            double updated = function.applyAsDouble(old, operand);
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
    public double getAndAccumulate(double operand, DoubleBinaryOperator function) {
        while (true) {
            double old = get();
            if (compareAndSet(old, function.applyAsDouble(old, operand))) {
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
    public double awaitChange(double seen) throws InterruptedException {
        while (true) {
            await(() -> MappedScalar.differ(get(), seen), Deadline.NEVER);
            double now = get();
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
    public boolean awaitChange(double seen, Duration timeout) throws InterruptedException {
        return await(() -> MappedScalar.differ(get(), seen), toNs(timeout));
    }

    /**
     * Reads the number while holding {@link #lock()}: waits until nobody else holds it.
     *
     * @return the number
     * @throws UnsupportedOperationException if it was created without a lock
     */
    public double lockedGet() {
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
    public void lockedSet(double value) {
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
        set(typeCode().toDouble(value));
    }

    @Override
    public String toString() {
        return describe("SharedDouble", memory.isClosed() ? "closed" : value());
    }
}
