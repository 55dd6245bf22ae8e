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

/** A {@link SharedIntArray} as the contract tests see it. */
record SharedIntArrayCells(SharedIntArray array) implements Cells {
    static SharedIntArrayCells open(Parley domain, String name, ValueOptions options, long... content) {
        return new SharedIntArrayCells(SharedIntArray.open(
                domain,
                name,
                Arrays.stream(content).mapToInt(each -> (int) each).toArray(),
                options));
    }

    static SharedIntArrayCells open(Parley domain, String name, int length) {
        return new SharedIntArrayCells(SharedIntArray.open(domain, name, length));
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
        array.set(index, (int) value);
    }

    @Override
    public void setPlain(int index, long value) {
        array.setPlain(index, (int) value);
    }

    @Override
    public void setRelease(int index, long value) {
        array.setRelease(index, (int) value);
    }

    @Override
    public boolean compareAndSet(int index, long expected, long value) {
        return array.compareAndSet(index, (int) expected, (int) value);
    }

    @Override
    public long getAndSet(int index, long value) {
        return array.getAndSet(index, (int) value);
    }

    @Override
    public long getAndAdd(int index, long value) {
        return array.getAndAdd(index, (int) value);
    }

    @Override
    public long addAndGet(int index, long value) {
        return array.addAndGet(index, (int) value);
    }

    @Override
    public long updateAndGet(int index, LongUnaryOperator function) {
        return array.updateAndGet(index, n -> (int) function.applyAsLong(n));
    }

    @Override
    public void copyTo(int from, long[] target, int targetFrom, int count) {
        int[] narrow = Arrays.stream(target).mapToInt(each -> (int) each).toArray();
        array.copyTo(from, narrow, targetFrom, count);
        Arrays.setAll(target, i -> narrow[i]);
    }

    @Override
    public void copyFrom(long[] source, int sourceFrom, int to, int count) {
        int[] narrow = Arrays.stream(source).mapToInt(each -> (int) each).toArray();
        array.copyFrom(narrow, sourceFrom, to, count);
    }

    @Override
    public long[] toArray() {
        return Arrays.stream(array.toArray()).asLongStream().toArray();
    }

    @Override
    public LongStream stream() {
        return array.stream().asLongStream();
    }

    @Override
    public void fill(long value) {
        array.fill((int) value);
    }

    @Override
    public long awaitChange(int index, long seen) throws InterruptedException {
        return array.awaitChange(index, (int) seen);
    }

    @Override
    public boolean awaitChange(int index, long seen, Duration timeout) throws InterruptedException {
        return array.awaitChange(index, (int) seen, timeout);
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
        array.setAt(index, (int) value);
    }

    @Override
    public long decrementAndGet(int index) {
        return array.decrementAndGet(index);
    }

    @Override
    public long getAndUpdate(int index, LongUnaryOperator function) {
        return array.getAndUpdate(index, n -> (int) function.applyAsLong(n));
    }

    @Override
    public long accumulateAndGet(int index, long operand, LongBinaryOperator function) {
        return array.accumulateAndGet(index, (int) operand, (a, b) -> (int) function.applyAsLong(a, b));
    }

    @Override
    public long getAndAccumulate(int index, long operand, LongBinaryOperator function) {
        return array.getAndAccumulate(index, (int) operand, (a, b) -> (int) function.applyAsLong(a, b));
    }

    @Override
    public long[] copyRange(int from, int to) {
        return Arrays.stream(array.copyRange(from, to)).asLongStream().toArray();
    }

    @Override
    public void setRange(int from, long... values) {
        array.setRange(from, Arrays.stream(values).mapToInt(each -> (int) each).toArray());
    }

    @Override
    public long[] slice(int from, int to, int step) {
        return Arrays.stream(array.slice(from, to, step)).asLongStream().toArray();
    }

    @Override
    public void setSlice(int from, int to, int step, long... values) {
        array.setSlice(
                from,
                to,
                step,
                Arrays.stream(values).mapToInt(each -> (int) each).toArray());
    }

    @Override
    public long[] snapshot() {
        return Arrays.stream(array.snapshot()).asLongStream().toArray();
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
        return array.asList().set(index, (int) value);
    }
}
