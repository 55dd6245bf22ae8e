package io.parley.value;

import io.parley.SharedObject;
import java.time.Duration;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** A number of any width as a long; each method calls the one of the same name. */
interface Cell {
    SharedObject object();

    long get();

    void set(long value);

    long getPlain();

    void setPlain(long value);

    long getAcquire();

    void setRelease(long value);

    boolean compareAndSet(long expected, long value);

    long getAndSet(long value);

    long getAndAdd(long delta);

    long addAndGet(long delta);

    long incrementAndGet();

    long decrementAndGet();

    long getAndIncrement();

    long getAndDecrement();

    long getAndUpdate(LongUnaryOperator function);

    long updateAndGet(LongUnaryOperator function);

    long accumulateAndGet(long operand, LongBinaryOperator function);

    long getAndAccumulate(long operand, LongBinaryOperator function);

    long awaitChange(long seen) throws InterruptedException;

    boolean awaitChange(long seen, Duration timeout) throws InterruptedException;

    SharedValue generic();

    long lockedGet();

    void lockedSet(long value);
}
