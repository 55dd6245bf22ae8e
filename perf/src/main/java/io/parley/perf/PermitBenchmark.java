package io.parley.perf;

import io.parley.perf.transport.Scratch;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedReadWriteLock;
import io.parley.sync.SharedSemaphore;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Semaphore, event and read-write lock that nobody waits for, beside the JDK's and beside bare CASes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class PermitBenchmark {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int AT = 128;
    private static final int PAGE = 4096;

    private ScratchDomain domain;
    private Scratch scratch;
    private ByteBuffer mapped;
    private SharedSemaphore sharedSemaphore;
    private Semaphore jdkSemaphore;
    private SharedEvent sharedEvent;
    private Lock sharedRead;
    private Lock sharedWrite;
    private Lock jdkRead;
    private Lock jdkWrite;

    /** Creates one of each kind. */
    @Setup
    public void open() throws IOException {
        domain = ScratchDomain.open();
        scratch = Scratch.create();
        mapped = scratch.map("word", PAGE);
        sharedSemaphore = domain.parley().semaphore("semaphore", 1);
        jdkSemaphore = new Semaphore(1);
        sharedEvent = domain.parley().event("event");
        SharedReadWriteLock shared = domain.parley().readWriteLock("read-write");
        sharedRead = shared.readLock();
        sharedWrite = shared.writeLock();
        ReentrantReadWriteLock jdk = new ReentrantReadWriteLock();
        jdkRead = jdk.readLock();
        jdkWrite = jdk.writeLock();
    }

    /** Removes the files. */
    @TearDown
    public void close() {
        domain.close();
        scratch.close();
    }

    @Benchmark
    public void sharedSemaphore() throws InterruptedException {
        sharedSemaphore.acquire();
        sharedSemaphore.release();
    }

    @Benchmark
    public void jdkSemaphore() throws InterruptedException {
        jdkSemaphore.acquire();
        jdkSemaphore.release();
    }

    /** Setting alone would only be measured once: what is set already is not set again. */
    @Benchmark
    public void sharedEventSetClear() {
        sharedEvent.set();
        sharedEvent.clear();
    }

    /** What setting and clearing cannot do without. */
    @Benchmark
    public boolean mappedTwoCompareAndSets() {
        return LONG.compareAndSet(mapped, AT, 0L, 1L) & LONG.compareAndSet(mapped, AT, 1L, 0L);
    }

    @Benchmark
    public void sharedRead() {
        sharedRead.lock();
        sharedRead.unlock();
    }

    @Benchmark
    public void jdkRead() {
        jdkRead.lock();
        jdkRead.unlock();
    }

    @Benchmark
    public void sharedWrite() {
        sharedWrite.lock();
        sharedWrite.unlock();
    }

    @Benchmark
    public void jdkWrite() {
        jdkWrite.lock();
        jdkWrite.unlock();
    }
}
