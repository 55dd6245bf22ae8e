package io.parley.value;

import io.parley.SharedObject;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/** An array of any width as one of longs; each method calls the one of the same name. */
interface Cells {
    SharedObject object();

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
}
