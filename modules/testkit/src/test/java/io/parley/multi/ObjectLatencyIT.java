package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.observe.LatencyHistogram;
import io.parley.observe.LatencyIntervals;
import io.parley.observe.LatencyKind;
import io.parley.observe.ObjectLatency;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedLock;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.testkit.verify.DomainVerifier;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Recording is switched from outside while other processes are at work, and they die in the middle of it. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class ObjectLatencyIT {
    @TempDir
    Path directory;

    private Path domain;
    private Parley parley;
    private SharedLock lock;
    private SharedQueue<byte[]> queue;

    /** Uses the lock and the queue until it is killed; knows nothing of measuring. Arguments: domain. */
    static final class Worker {
        public static void main(String[] args) throws InterruptedException {
            Parley parley = Domains.open(Path.of(args[0]), "worker");
            SharedLock lock = parley.lock("book");
            SharedQueue<byte[]> queue = parley.queue("orders", Codecs.bytes());
            byte[] message = new byte[16];
            Script.reached("working");
            while (true) {
                lock.lock();
                try {
                    queue.put(message);
                    queue.take();
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    @BeforeEach
    void open() {
        domain = directory.resolve("domain");
        parley = Domains.open(domain, "onlooker");
        lock = parley.lock("book");
        queue = parley.queue("orders", Codecs.bytes());
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private ForkedJvm worker() {
        ForkedJvm jvm = Domains.child(Worker.class, domain).start();
        jvm.awaitReached("working", Domains.START);
        return jvm;
    }

    private static void awaitMore(LatencyHistogram histogram) {
        long before = histogram.totalCount();
        await().atMost(Domains.HANG).until(() -> histogram.totalCount() >= before + 1_000);
    }

    @Test
    void shouldStartAndStopWhileAnotherProcessWorks() {
        try (ForkedJvm jvm = worker()) {
            ObjectLatency ofLock = ObjectLatency.of(lock);
            ObjectLatency ofQueue = ObjectLatency.of(queue);
            ofLock.start();
            ofQueue.start();
            LatencyHistogram holds = ofLock.histogram(LatencyKind.HOLD);
            LatencyHistogram residence = ofQueue.histogram(LatencyKind.RESIDENCE);
            awaitMore(holds);
            awaitMore(residence);
            assertThat(holds.snapshot().getValueAtPercentile(50)).isPositive();

            ofLock.stop();
            lock.lock(); // whatever the worker had begun is over now
            lock.unlock();
            lock.lock();
            long stopped = holds.totalCount();
            lock.unlock();
            LatencyHistogram puts = ofQueue.histogram(LatencyKind.PUT);
            awaitMore(puts);
            assertThat(holds.totalCount()).isBetween(stopped, stopped + 1);

            ofLock.start();
            awaitMore(holds);
            assertThat(jvm.isAlive()).isTrue();
        }
    }

    @Test
    void shouldOnlyGrowWhenRecordersAreKilled() {
        ObjectLatency latency = ObjectLatency.of(lock);
        latency.start();
        LatencyHistogram waits = latency.histogram(LatencyKind.WAIT);
        LatencyIntervals intervals = waits.intervals();
        Histogram sum = waits.snapshot();
        for (int life = 0; life < 3; life++) {
            try (ForkedJvm jvm = worker()) {
                awaitMore(waits);
                jvm.kill();
            }
            parley.reap();
            long left = waits.totalCount();
            sum.add(intervals.next()); // throws if a count went down
            assertThat(sum.getTotalCount()).isEqualTo(left);
        }

        lock.lock();
        lock.unlock();

        assertThat(intervals.next().getTotalCount()).isEqualTo(1);
        assertThat(lock.recoveries()).isLessThanOrEqualTo(3);
        assertThat(DomainVerifier.findings(domain, domain.resolve("book.lock.wait.hist")))
                .isEmpty();
    }

    /** Each of them has a lane of its own; together they lose nothing. */
    @Test
    void shouldCountExactlyWhatManyProcessesDo() {
        ObjectLatency latency = ObjectLatency.of(lock);
        long tokensBefore = lock.token();
        latency.start();
        List<ForkedJvm> jvms = List.of(counter(), counter(), counter());
        jvms.forEach(jvm -> jvm.awaitExit(0, Domains.START.plus(Domains.HANG)));

        try (LatencyHistogram waits = latency.histogram(LatencyKind.WAIT);
                LatencyHistogram holds = latency.histogram(LatencyKind.HOLD)) {
            assertThat(lock.token() - tokensBefore).isEqualTo(3L * Counter.ROUNDS);
            assertThat(waits.totalCount()).isEqualTo(3L * Counter.ROUNDS);
            assertThat(holds.totalCount()).isEqualTo(3L * Counter.ROUNDS);
        }
        lock.delete();
        assertThat(domain.resolve("book.lock.wait.hist")).doesNotExist();
        assertThat(Domains.leftovers(domain)).isEmpty();
    }

    private ForkedJvm counter() {
        return Domains.child(Counter.class, domain).start();
    }

    /** Two threads lock and unlock so many times. Arguments: domain. */
    static final class Counter {
        static final int ROUNDS = 20_000;

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Domains.open(Path.of(args[0]), "counter")) {
                SharedLock lock = parley.lock("book");
                Runnable half = () -> {
                    for (int i = 0; i < ROUNDS / 2; i++) {
                        lock.lock();
                        lock.unlock();
                    }
                };
                Thread other = new Thread(half);
                other.start();
                half.run();
                other.join();
            }
        }
    }
}
