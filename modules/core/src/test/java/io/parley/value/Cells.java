package io.parley.value;

import io.parley.SharedObject;
import java.time.Duration;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/** An array of any width as one of longs; each method calls the one of the same name. */
interface Cells {
    SharedObject object();

    SharedArray generic();

    int length();

    long get(int index);

    long at(int index);

    void set(int index, long value);

    long getPlain(int index);

    void setPlain(int index, long value);

    long getAcquire(int index);

    void setRelease(int index, long value);

    boolean compareAndSet(int index, long expected, long value);

    long getAndSet(int index, long value);

    long getAndAdd(int index, long delta);

    long addAndGet(int index, long delta);

    long incrementAndGet(int index);

    long updateAndGet(int index, LongUnaryOperator function);

    void copyTo(int from, long[] target, int targetFrom, int count);

    void copyFrom(long[] source, int sourceFrom, int to, int count);

    long[] toArray();

    void fill(long value);

    LongStream stream();

    long awaitChange(int index, long seen) throws InterruptedException;

    boolean awaitChange(int index, long seen, Duration timeout) throws InterruptedException;

    String contentToString();

    void setAt(int index, long value);

    long decrementAndGet(int index);

    long getAndUpdate(int index, LongUnaryOperator function);

    long accumulateAndGet(int index, long operand, LongBinaryOperator function);

    long getAndAccumulate(int index, long operand, LongBinaryOperator function);

    long[] copyRange(int from, int to);

    void setRange(int from, long... values);

    long[] slice(int from, int to, int step);

    void setSlice(int from, int to, int step, long... values);

    long[] snapshot();

    void forEach(LongConsumer action);

    List<? extends Number> asList();

    Number setInList(int index, long value);
}
