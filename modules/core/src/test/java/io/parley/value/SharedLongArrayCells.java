package io.parley.value;

import io.parley.Parley;
import io.parley.SharedObject;
import java.time.Duration;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/** A {@link SharedLongArray} as the contract tests see it. */
record SharedLongArrayCells(SharedLongArray array) implements Cells {
    static SharedLongArrayCells open(Parley domain, String name, ValueOptions options, long... content) {
        return new SharedLongArrayCells(SharedLongArray.open(domain, name, content, options));
    }

    static SharedLongArrayCells open(Parley domain, String name, int length) {
        return new SharedLongArrayCells(SharedLongArray.open(domain, name, length));
    }

    @Override
    public SharedObject object() {
        return array;
    }

    @Override
    public int length() {
        return array.length();
    }

    @Override
    public long get(int index) {
        return array.get(index);
    }

    @Override
    public long at(int index) {
        return array.at(index);
    }

    @Override
    public long getPlain(int index) {
        return array.getPlain(index);
    }

    @Override
    public long getAcquire(int index) {
        return array.getAcquire(index);
    }

    @Override
    public long incrementAndGet(int index) {
        return array.incrementAndGet(index);
    }

    @Override
    public void set(int index, long value) {
        array.set(index, value);
    }

    @Override
    public void setPlain(int index, long value) {
        array.setPlain(index, value);
    }

    @Override
    public void setRelease(int index, long value) {
        array.setRelease(index, value);
    }

    @Override
    public boolean compareAndSet(int index, long expected, long value) {
        return array.compareAndSet(index, expected, value);
    }

    @Override
    public long getAndSet(int index, long value) {
        return array.getAndSet(index, value);
    }

    @Override
    public long getAndAdd(int index, long value) {
        return array.getAndAdd(index, value);
    }

    @Override
    public long addAndGet(int index, long value) {
        return array.addAndGet(index, value);
    }

    @Override
    public long updateAndGet(int index, LongUnaryOperator function) {
        return array.updateAndGet(index, function);
    }

    @Override
    public void copyTo(int from, long[] target, int targetFrom, int count) {
        array.copyTo(from, target, targetFrom, count);
    }

    @Override
    public void copyFrom(long[] source, int sourceFrom, int to, int count) {
        array.copyFrom(source, sourceFrom, to, count);
    }

    @Override
    public long[] toArray() {
        return array.toArray();
    }

    @Override
    public LongStream stream() {
        return array.stream();
    }

    @Override
    public void fill(long value) {
        array.fill(value);
    }

    @Override
    public long awaitChange(int index, long seen) throws InterruptedException {
        return array.awaitChange(index, seen);
    }

    @Override
    public boolean awaitChange(int index, long seen, Duration timeout) throws InterruptedException {
        return array.awaitChange(index, seen, timeout);
    }

    @Override
    public String contentToString() {
        return array.contentToString();
    }

    @Override
    public SharedArray generic() {
        return array;
    }

    @Override
    public void setAt(int index, long value) {
        array.setAt(index, value);
    }

    @Override
    public long decrementAndGet(int index) {
        return array.decrementAndGet(index);
    }

    @Override
    public long getAndUpdate(int index, LongUnaryOperator function) {
        return array.getAndUpdate(index, n -> function.applyAsLong(n));
    }

    @Override
    public long accumulateAndGet(int index, long operand, LongBinaryOperator function) {
        return array.accumulateAndGet(index, operand, (a, b) -> function.applyAsLong(a, b));
    }

    @Override
    public long getAndAccumulate(int index, long operand, LongBinaryOperator function) {
        return array.getAndAccumulate(index, operand, (a, b) -> function.applyAsLong(a, b));
    }

    @Override
    public long[] copyRange(int from, int to) {
        return array.copyRange(from, to);
    }

    @Override
    public void setRange(int from, long... values) {
        array.setRange(from, values);
    }

    @Override
    public long[] slice(int from, int to, int step) {
        return array.slice(from, to, step);
    }

    @Override
    public void setSlice(int from, int to, int step, long... values) {
        array.setSlice(from, to, step, values);
    }

    @Override
    public long[] snapshot() {
        return array.snapshot();
    }

    @Override
    public void forEach(LongConsumer action) {
        array.forEach(n -> action.accept(n));
    }

    @Override
    public List<? extends Number> asList() {
        return array.asList();
    }

    @Override
    public Number setInList(int index, long value) {
        return array.asList().set(index, value);
    }
}
