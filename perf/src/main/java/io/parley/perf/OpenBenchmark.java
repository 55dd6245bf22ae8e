package io.parley.perf;

import io.parley.Codecs;
import io.parley.perf.transport.BareQueue;
import io.parley.perf.transport.Scratch;
import io.parley.queue.SharedQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Opening a queue, ready to put and to take, in a JVM that has opened many: {@code SharedQueue} beside bare Chronicle
 * Queue. {@code …Again} opens one that exists, {@code …New} creates it and puts one message in.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1_500)
@Measurement(iterations = 500)
@Fork(3)
@State(Scope.Thread)
public class OpenBenchmark {
    private static final byte[] MESSAGE = new byte[32];

    private ScratchDomain domain;
    private Scratch scratch;
    private SharedQueue<byte[]> parley;
    private BareQueue bare;
    private int number;

    /** Creates one queue of each. */
    @Setup
    public void create() {
        domain = ScratchDomain.open();
        scratch = Scratch.create();
        parleyNew();
        chronicleNew();
        closeQueues();
    }

    @Benchmark
    public SharedQueue<byte[]> parleyAgain() {
        return parley = domain.parley().queue("queue-0", Codecs.bytes());
    }

    @Benchmark
    public BareQueue chronicleAgain() {
        return bare = BareQueue.open(scratch.directory().resolve("queue-0")).prepare();
    }

    @Benchmark
    public SharedQueue<byte[]> parleyNew() {
        parley = domain.parley().queue("queue-" + number, Codecs.bytes());
        parley.offer(MESSAGE);
        return parley;
    }

    @Benchmark
    public BareQueue chronicleNew() {
        bare = BareQueue.open(scratch.directory().resolve("queue-" + number)).prepare();
        bare.append(MESSAGE);
        return bare;
    }

    /** Closes what an iteration opened. */
    @TearDown(Level.Iteration)
    public void closeQueues() {
        number++;
        if (parley != null) {
            parley.close();
            parley = null;
        }
        if (bare != null) {
            bare.close();
            bare = null;
        }
    }

    /** Removes everything. */
    @TearDown
    public void remove() {
        domain.close();
        scratch.close();
    }
}
