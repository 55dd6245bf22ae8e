package io.parley.value;

import io.parley.Parley;
import io.parley.SharedObject;
import java.time.Duration;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** A {@link SharedLong} as the contract tests see it. */
record SharedLongCell(SharedLong value) implements Cell {
    static SharedLongCell open(Parley domain, String name, long initial, ValueOptions options) {
        return new SharedLongCell(SharedLong.open(domain, name, initial, options));
    }

    static SharedLongCell open(Parley domain, String name, long initial) {
        return new SharedLongCell(SharedLong.open(domain, name, initial));
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
        value.set(newValue);
    }

    @Override
    public long getPlain() {
        return value.getPlain();
    }

    @Override
    public void setPlain(long newValue) {
        value.setPlain(newValue);
    }

    @Override
    public long getAcquire() {
        return value.getAcquire();
    }

    @Override
    public void setRelease(long newValue) {
        value.setRelease(newValue);
    }

    @Override
    public boolean compareAndSet(long expected, long newValue) {
        return value.compareAndSet(expected, newValue);
    }

    @Override
    public long getAndSet(long newValue) {
        return value.getAndSet(newValue);
    }

    @Override
    public long getAndAdd(long delta) {
        return value.getAndAdd(delta);
    }

    @Override
    public long addAndGet(long delta) {
        return value.addAndGet(delta);
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
        return value.getAndUpdate(function);
    }

    @Override
    public long updateAndGet(LongUnaryOperator function) {
        return value.updateAndGet(function);
    }

    @Override
    public long accumulateAndGet(long operand, LongBinaryOperator function) {
        return value.accumulateAndGet(operand, function);
    }

    @Override
    public long getAndAccumulate(long operand, LongBinaryOperator function) {
        return value.getAndAccumulate(operand, function);
    }

    @Override
    public long awaitChange(long seen) throws InterruptedException {
        return value.awaitChange(seen);
    }

    @Override
    public boolean awaitChange(long seen, Duration timeout) throws InterruptedException {
        return value.awaitChange(seen, timeout);
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
        value.lockedSet(newValue);
    }
}
