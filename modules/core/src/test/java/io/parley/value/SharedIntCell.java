package io.parley.value;

import io.parley.Parley;
import io.parley.SharedObject;
import java.time.Duration;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** A {@link SharedInt} as the contract tests see it. */
record SharedIntCell(SharedInt value) implements Cell {
    static SharedIntCell open(Parley domain, String name, long initial, ValueOptions options) {
        return new SharedIntCell(SharedInt.open(domain, name, (int) initial, options));
    }

    static SharedIntCell open(Parley domain, String name, long initial) {
        return new SharedIntCell(SharedInt.open(domain, name, (int) initial));
    }

    @Override
    public SharedObject object() {
        return value;
    }

    @Override
    public long get() {
        return value.get();
    }

    @Override
    public void set(long newValue) {
        value.set((int) newValue);
    }

    @Override
    public long getPlain() {
        return value.getPlain();
    }

    @Override
    public void setPlain(long newValue) {
        value.setPlain((int) newValue);
    }

    @Override
    public long getAcquire() {
        return value.getAcquire();
    }

    @Override
    public void setRelease(long newValue) {
        value.setRelease((int) newValue);
    }

    @Override
    public boolean compareAndSet(long expected, long newValue) {
        return value.compareAndSet((int) expected, (int) newValue);
    }

    @Override
    public long getAndSet(long newValue) {
        return value.getAndSet((int) newValue);
    }

    @Override
    public long getAndAdd(long delta) {
        return value.getAndAdd((int) delta);
    }

    @Override
    public long addAndGet(long delta) {
        return value.addAndGet((int) delta);
    }

    @Override
    public long incrementAndGet() {
        return value.incrementAndGet();
    }

    @Override
    public long decrementAndGet() {
        return value.decrementAndGet();
    }

    @Override
    public long getAndIncrement() {
        return value.getAndIncrement();
    }

    @Override
    public long getAndDecrement() {
        return value.getAndDecrement();
    }

    @Override
    public long getAndUpdate(LongUnaryOperator function) {
        return value.getAndUpdate(old -> (int) function.applyAsLong(old));
    }

    @Override
    public long updateAndGet(LongUnaryOperator function) {
        return value.updateAndGet(old -> (int) function.applyAsLong(old));
    }

    @Override
    public long accumulateAndGet(long operand, LongBinaryOperator function) {
        return value.accumulateAndGet((int) operand, (old, other) -> (int) function.applyAsLong(old, other));
    }

    @Override
    public long getAndAccumulate(long operand, LongBinaryOperator function) {
        return value.getAndAccumulate((int) operand, (old, other) -> (int) function.applyAsLong(old, other));
    }

    @Override
    public long awaitChange(long seen) throws InterruptedException {
        return value.awaitChange((int) seen);
    }

    @Override
    public boolean awaitChange(long seen, Duration timeout) throws InterruptedException {
        return value.awaitChange((int) seen, timeout);
    }

    @Override
    public SharedValue generic() {
        return value;
    }

    @Override
    public long lockedGet() {
        return value.lockedGet();
    }

    @Override
    public void lockedSet(long newValue) {
        value.lockedSet((int) newValue);
    }
}
