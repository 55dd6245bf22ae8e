package io.parley.value;

import io.parley.Parley;
import io.parley.SharedObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/** A {@link SharedFloatArray} as the contract tests see it. */
record SharedFloatArrayCells(SharedFloatArray array) implements Cells {
    static SharedFloatArrayCells open(Parley domain, String name, ValueOptions options, long... content) {
        return new SharedFloatArrayCells(SharedFloatArray.open(domain, name, narrow(content), options));
    }

    static SharedFloatArrayCells open(Parley domain, String name, int length) {
        return new SharedFloatArrayCells(SharedFloatArray.open(domain, name, length));
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
        return (long) array.get(index);
    }

    @Override
    public long at(int index) {
        return (long) array.at(index);
    }

    @Override
    public long getPlain(int index) {
        return (long) array.getPlain(index);
    }

    @Override
    public long getAcquire(int index) {
        return (long) array.getAcquire(index);
    }

    @Override
    public long incrementAndGet(int index) {
        return (long) array.incrementAndGet(index);
    }

    @Override
    public void set(int index, long value) {
        array.set(index, (float) value);
    }

    @Override
    public void setPlain(int index, long value) {
        array.setPlain(index, (float) value);
    }

    @Override
    public void setRelease(int index, long value) {
        array.setRelease(index, (float) value);
    }

    @Override
    public boolean compareAndSet(int index, long expected, long value) {
        return array.compareAndSet(index, (float) expected, (float) value);
    }

    @Override
    public long getAndSet(int index, long value) {
        return (long) array.getAndSet(index, (float) value);
    }

    @Override
    public long getAndAdd(int index, long value) {
        return (long) array.getAndAdd(index, (float) value);
    }

    @Override
    public long addAndGet(int index, long value) {
        return (long) array.addAndGet(index, (float) value);
    }

    @Override
    public long updateAndGet(int index, LongUnaryOperator function) {
        return (long) array.updateAndGet(index, n -> (float) function.applyAsLong((long) n));
    }

    @Override
    public void copyTo(int from, long[] target, int targetFrom, int count) {
        float[] narrow = narrow(target);
        array.copyTo(from, narrow, targetFrom, count);
        Arrays.setAll(target, i -> (long) narrow[i]);
    }

    @Override
    public void copyFrom(long[] source, int sourceFrom, int to, int count) {
        float[] narrow = narrow(source);
        array.copyFrom(narrow, sourceFrom, to, count);
    }

    @Override
    public long[] toArray() {
        return widen(array.toArray());
    }

    @Override
    public LongStream stream() {
        return array.stream().mapToLong(n -> (long) n);
    }

    @Override
    public void fill(long value) {
        array.fill((float) value);
    }

    @Override
    public long awaitChange(int index, long seen) throws InterruptedException {
        return (long) array.awaitChange(index, (float) seen);
    }

    @Override
    public boolean awaitChange(int index, long seen, Duration timeout) throws InterruptedException {
        return array.awaitChange(index, (float) seen, timeout);
    }

    @Override
    public String contentToString() {
        return array.contentToString();
    }

    private static float[] narrow(long... wide) {
        float[] narrow = new float[wide.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) wide[i];
        }
        return narrow;
    }

    private static long[] widen(float... narrow) {
        long[] wide = new long[narrow.length];
        Arrays.setAll(wide, i -> (long) narrow[i]);
        return wide;
    }

    @Override
    public SharedArray generic() {
        return array;
    }

    @Override
    public void setAt(int index, long value) {
        array.setAt(index, (float) value);
    }

    @Override
    public long decrementAndGet(int index) {
        return (long) array.decrementAndGet(index);
    }

    @Override
    public long getAndUpdate(int index, LongUnaryOperator function) {
        return (long) array.getAndUpdate(index, n -> (float) function.applyAsLong((long) n));
    }

    @Override
    public long accumulateAndGet(int index, long operand, LongBinaryOperator function) {
        return (long) array.accumulateAndGet(
                index, (float) operand, (a, b) -> (float) function.applyAsLong((long) a, (long) b));
    }

    @Override
    public long getAndAccumulate(int index, long operand, LongBinaryOperator function) {
        return (long) array.getAndAccumulate(
                index, (float) operand, (a, b) -> (float) function.applyAsLong((long) a, (long) b));
    }

    @Override
    public long[] copyRange(int from, int to) {
        return widen(array.copyRange(from, to));
    }

    @Override
    public void setRange(int from, long... values) {
        array.setRange(from, narrow(values));
    }

    @Override
    public long[] slice(int from, int to, int step) {
        return widen(array.slice(from, to, step));
    }

    @Override
    public void setSlice(int from, int to, int step, long... values) {
        array.setSlice(from, to, step, narrow(values));
    }

    @Override
    public long[] snapshot() {
        return widen(array.snapshot());
    }

    @Override
    public void forEach(LongConsumer action) {
        array.forEach(n -> action.accept((long) n));
    }

    @Override
    public List<? extends Number> asList() {
        return array.asList();
    }

    @Override
    public Number setInList(int index, long value) {
        return array.asList().set(index, (float) value);
    }
}
