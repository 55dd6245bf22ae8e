package io.parley.value;

import io.parley.Parley;
import io.parley.SharedObject;
import java.time.Duration;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** A {@link SharedDouble} as the contract tests see it. */
record SharedDoubleCell(SharedDouble value) implements Cell {
    static SharedDoubleCell open(Parley domain, String name, long initial, ValueOptions options) {
        return new SharedDoubleCell(SharedDouble.open(domain, name, (double) initial, options));
    }

    static SharedDoubleCell open(Parley domain, String name, long initial) {
        return new SharedDoubleCell(SharedDouble.open(domain, name, (double) initial));
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
        value.set((double) newValue);
    }

    @Override
    public long getPlain() {
        return (long) value.getPlain();
    }

    @Override
    public void setPlain(long newValue) {
        value.setPlain((double) newValue);
    }

    @Override
    public long getAcquire() {
        return (long) value.getAcquire();
    }

    @Override
    public void setRelease(long newValue) {
        value.setRelease((double) newValue);
    }

    @Override
    public boolean compareAndSet(long expected, long newValue) {
        return value.compareAndSet((double) expected, (double) newValue);
    }

    @Override
    public long getAndSet(long newValue) {
        return (long) value.getAndSet((double) newValue);
    }

    @Override
    public long getAndAdd(long delta) {
        return (long) value.getAndAdd((double) delta);
    }

    @Override
    public long addAndGet(long delta) {
        return (long) value.addAndGet((double) delta);
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
        return (long) value.getAndUpdate(old -> (double) function.applyAsLong((long) old));
    }

    @Override
    public long updateAndGet(LongUnaryOperator function) {
        return (long) value.updateAndGet(old -> (double) function.applyAsLong((long) old));
    }

    @Override
    public long accumulateAndGet(long operand, LongBinaryOperator function) {
        return (long) value.accumulateAndGet(
                (double) operand, (old, other) -> (double) function.applyAsLong((long) old, (long) other));
    }

    @Override
    public long getAndAccumulate(long operand, LongBinaryOperator function) {
        return (long) value.getAndAccumulate(
                (double) operand, (old, other) -> (double) function.applyAsLong((long) old, (long) other));
    }

    @Override
    public long awaitChange(long seen) throws InterruptedException {
        return (long) value.awaitChange((double) seen);
    }

    @Override
    public boolean awaitChange(long seen, Duration timeout) throws InterruptedException {
        return value.awaitChange((double) seen, timeout);
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
        value.lockedSet((double) newValue);
    }
}
