package io.parley.value;

import io.parley.Parley;
import io.parley.SharedObject;
import java.time.Duration;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** A {@link SharedByte} as the contract tests see it. */
record SharedByteCell(SharedByte value) implements Cell {
    static SharedByteCell open(Parley domain, String name, long initial, ValueOptions options) {
        return new SharedByteCell(SharedByte.open(domain, name, (byte) initial, options));
    }

    static SharedByteCell open(Parley domain, String name, long initial) {
        return new SharedByteCell(SharedByte.open(domain, name, (byte) initial));
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
        value.set((byte) newValue);
    }

    @Override
    public long getPlain() {
        return value.getPlain();
    }

    @Override
    public void setPlain(long newValue) {
        value.setPlain((byte) newValue);
    }

    @Override
    public long getAcquire() {
        return value.getAcquire();
    }

    @Override
    public void setRelease(long newValue) {
        value.setRelease((byte) newValue);
    }

    @Override
    public boolean compareAndSet(long expected, long newValue) {
        return value.compareAndSet((byte) expected, (byte) newValue);
    }

    @Override
    public long getAndSet(long newValue) {
        return value.getAndSet((byte) newValue);
    }

    @Override
    public long getAndAdd(long delta) {
        return value.getAndAdd((byte) delta);
    }

    @Override
    public long addAndGet(long delta) {
        return value.addAndGet((byte) delta);
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
        return value.getAndUpdate(old -> (byte) function.applyAsLong(old));
    }

    @Override
    public long updateAndGet(LongUnaryOperator function) {
        return value.updateAndGet(old -> (byte) function.applyAsLong(old));
    }

    @Override
    public long accumulateAndGet(long operand, LongBinaryOperator function) {
        return value.accumulateAndGet((byte) operand, (old, other) -> (byte) function.applyAsLong(old, other));
    }

    @Override
    public long getAndAccumulate(long operand, LongBinaryOperator function) {
        return value.getAndAccumulate((byte) operand, (old, other) -> (byte) function.applyAsLong(old, other));
    }

    @Override
    public long awaitChange(long seen) throws InterruptedException {
        return value.awaitChange((byte) seen);
    }

    @Override
    public boolean awaitChange(long seen, Duration timeout) throws InterruptedException {
        return value.awaitChange((byte) seen, timeout);
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
        value.lockedSet((byte) newValue);
    }
}
