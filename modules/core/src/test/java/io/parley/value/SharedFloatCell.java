package io.parley.value;

import io.parley.Parley;
import io.parley.SharedObject;
import java.time.Duration;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** A {@link SharedFloat} as the contract tests see it. */
record SharedFloatCell(SharedFloat value) implements Cell {
    static SharedFloatCell open(Parley domain, String name, long initial, ValueOptions options) {
        return new SharedFloatCell(SharedFloat.open(domain, name, (float) initial, options));
    }

    static SharedFloatCell open(Parley domain, String name, long initial) {
        return new SharedFloatCell(SharedFloat.open(domain, name, (float) initial));
    }

    @Override
    public SharedObject object() {
        return value;
    }

    @Override
    public long get() {
        return (long) value.get();
    }

    @Override
    public void set(long newValue) {
        value.set((float) newValue);
    }

    @Override
    public long getPlain() {
        return (long) value.getPlain();
    }

    @Override
    public void setPlain(long newValue) {
        value.setPlain((float) newValue);
    }

    @Override
    public long getAcquire() {
        return (long) value.getAcquire();
    }

    @Override
    public void setRelease(long newValue) {
        value.setRelease((float) newValue);
    }

    @Override
    public boolean compareAndSet(long expected, long newValue) {
        return value.compareAndSet((float) expected, (float) newValue);
    }

    @Override
    public long getAndSet(long newValue) {
        return (long) value.getAndSet((float) newValue);
    }

    @Override
    public long getAndAdd(long delta) {
        return (long) value.getAndAdd((float) delta);
    }

    @Override
    public long addAndGet(long delta) {
        return (long) value.addAndGet((float) delta);
    }

    @Override
    public long incrementAndGet() {
        return (long) value.incrementAndGet();
    }

    @Override
    public long decrementAndGet() {
        return (long) value.decrementAndGet();
    }

    @Override
    public long getAndIncrement() {
        return (long) value.getAndIncrement();
    }

    @Override
    public long getAndDecrement() {
        return (long) value.getAndDecrement();
    }

    @Override
    public long getAndUpdate(LongUnaryOperator function) {
        return (long) value.getAndUpdate(old -> (float) function.applyAsLong((long) old));
    }

    @Override
    public long updateAndGet(LongUnaryOperator function) {
        return (long) value.updateAndGet(old -> (float) function.applyAsLong((long) old));
    }

    @Override
    public long accumulateAndGet(long operand, LongBinaryOperator function) {
        return (long) value.accumulateAndGet(
                (float) operand, (old, other) -> (float) function.applyAsLong((long) old, (long) other));
    }

    @Override
    public long getAndAccumulate(long operand, LongBinaryOperator function) {
        return (long) value.getAndAccumulate(
                (float) operand, (old, other) -> (float) function.applyAsLong((long) old, (long) other));
    }

    @Override
    public long awaitChange(long seen) throws InterruptedException {
        return (long) value.awaitChange((float) seen);
    }

    @Override
    public boolean awaitChange(long seen, Duration timeout) throws InterruptedException {
        return value.awaitChange((float) seen, timeout);
    }

    @Override
    public SharedValue generic() {
        return value;
    }

    @Override
    public long lockedGet() {
        return (long) value.lockedGet();
    }

    @Override
    public void lockedSet(long newValue) {
        value.lockedSet((float) newValue);
    }
}
