package io.parley.perf;

import io.parley.sync.LockOptions;
import io.parley.sync.SharedLock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** {@code SharedLock} beside {@code ReentrantLock}: free, held already, and wanted by two threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class LockBenchmark {
    private ScratchDomain domain;
    private SharedLock shared;
    private SharedLock fair;
    private ReentrantLock jdk;
    private ReentrantLock jdkFair;

    /** Creates a lock of each kind. */
    @Setup
    public void open() {
        domain = ScratchDomain.open();
        shared = domain.parley().lock("lock");
        fair = domain.parley().lock("fair", LockOptions.fair());
        jdk = new ReentrantLock();
        jdkFair = new ReentrantLock(true);
    }

    /** Removes the domain. */
    @TearDown
    public void close() {
        domain.close();
    }

    /** Acquire and release, nobody else there. */
    @Benchmark
    public void sharedFree() {
        shared.lock();
        shared.unlock();
    }

    /** Acquire and release, nobody else there. */
    @Benchmark
    public void jdkFree() {
        jdk.lock();
        jdk.unlock();
    }

    /** Acquire and release in order of arrival, nobody else there. */
    @Benchmark
    public void fairFree() {
        fair.lock();
        fair.unlock();
    }

    /** Acquire and release in order of arrival, nobody else there. */
    @Benchmark
    public void jdkFairFree() {
        jdkFair.lock();
        jdkFair.unlock();
    }

    /** The outer pair and one inner. */
    @Benchmark
    public void sharedReentrant() {
        shared.lock();
        shared.lock();
        shared.unlock();
        shared.unlock();
    }

    /** The outer pair and one inner. */
    @Benchmark
    public void jdkReentrant() {
        jdk.lock();
        jdk.lock();
        jdk.unlock();
        jdk.unlock();
    }

    /** Two threads of one process, empty section. */
    @Benchmark
    @Threads(2)
    public void sharedContended() {
        shared.lock();
        shared.unlock();
    }

    /** Two threads of one process, empty section. */
    @Benchmark
    @Threads(2)
    public void jdkContended() {
        jdk.lock();
        jdk.unlock();
    }
}
