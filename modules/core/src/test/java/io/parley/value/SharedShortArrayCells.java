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

/** A {@link SharedShortArray} as the contract tests see it. */
record SharedShortArrayCells(SharedShortArray array) implements Cells {
    static SharedShortArrayCells open(Parley domain, String name, ValueOptions options, long... content) {
        return new SharedShortArrayCells(SharedShortArray.open(domain, name, narrow(content), options));
    }

    static SharedShortArrayCells open(Parley domain, String name, int length) {
        return new SharedShortArrayCells(SharedShortArray.open(domain, name, length));
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
        array.set(index, (short) value);
    }

    @Override
    public void setPlain(int index, long value) {
        array.setPlain(index, (short) value);
    }

    @Override
    public void setRelease(int index, long value) {
        array.setRelease(index, (short) value);
    }

    @Override
    public boolean compareAndSet(int index, long expected, long value) {
        return array.compareAndSet(index, (short) expected, (short) value);
    }

    @Override
    public long getAndSet(int index, long value) {
        return array.getAndSet(index, (short) value);
    }

    @Override
    public long getAndAdd(int index, long value) {
        return array.getAndAdd(index, (short) value);
    }

    @Override
    public long addAndGet(int index, long value) {
        return array.addAndGet(index, (short) value);
    }

    @Override
    public long updateAndGet(int index, LongUnaryOperator function) {
        return array.updateAndGet(index, n -> (short) function.applyAsLong(n));
    }

    @Override
    public void copyTo(int from, long[] target, int targetFrom, int count) {
        short[] narrow = narrow(target);
        array.copyTo(from, narrow, targetFrom, count);
        Arrays.setAll(target, i -> narrow[i]);
    }

    @Override
    public void copyFrom(long[] source, int sourceFrom, int to, int count) {
        short[] narrow = narrow(source);
        array.copyFrom(narrow, sourceFrom, to, count);
    }

    @Override
    public long[] toArray() {
        return widen(array.toArray());
    }

    @Override
    public LongStream stream() {
        return array.stream().asLongStream();
    }

    @Override
    public void fill(long value) {
        array.fill((short) value);
    }

    @Override
    public long awaitChange(int index, long seen) throws InterruptedException {
        return array.awaitChange(index, (short) seen);
    }

    @Override
    public boolean awaitChange(int index, long seen, Duration timeout) throws InterruptedException {
        return array.awaitChange(index, (short) seen, timeout);
    }

    @Override
    public String contentToString() {
        return array.contentToString();
    }

    private static short[] narrow(long... wide) {
        short[] narrow = new short[wide.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (short) wide[i];
        }
        return narrow;
    }

    private static long[] widen(short... narrow) {
        long[] wide = new long[narrow.length];
        Arrays.setAll(wide, i -> narrow[i]);
        return wide;
    }

    @Override
    public SharedArray generic() {
        return array;
    }

    @Override
    public void setAt(int index, long value) {
        array.setAt(index, (short) value);
    }

    @Override
    public long decrementAndGet(int index) {
        return array.decrementAndGet(index);
    }

    @Override
    public long getAndUpdate(int index, LongUnaryOperator function) {
        return array.getAndUpdate(index, n -> (short) function.applyAsLong(n));
    }

    @Override
    public long accumulateAndGet(int index, long operand, LongBinaryOperator function) {
        return array.accumulateAndGet(index, (short) operand, (a, b) -> (short) function.applyAsLong(a, b));
    }

    @Override
    public long getAndAccumulate(int index, long operand, LongBinaryOperator function) {
        return array.getAndAccumulate(index, (short) operand, (a, b) -> (short) function.applyAsLong(a, b));
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
        array.forEach(n -> action.accept(n));
    }

    @Override
    public List<? extends Number> asList() {
        return array.asList();
    }

    @Override
    public Number setInList(int index, long value) {
        return array.asList().set(index, (short) value);
    }
}
