package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedLock;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Threads that sleep in native code hold no garbage collection up. How long one takes is printed and not judged. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class GarbageCollectionIT {
    private static final int COLLECTIONS = 50;
    private static final int TAKERS = 4;
    private static final int LOCKERS = 4;

    @TempDir
    Path directory;

    /** Collects garbage while its threads wait, and while they do not. Arguments: domain. */
    static final class Collector {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Domains.open(Path.of(args[0]), "collector");
                    SharedQueue<String> queue = parley.queue("queue", Codecs.utf8())) {
                SharedLock lock = parley.lock("lock");
                Script.report("before", collect());
                List<Thread> waiters = new ArrayList<>();
                for (int i = 0; i < TAKERS; i++) {
                    waiters.add(new Thread(() -> take(queue), "waiter"));
                }
                for (int i = 0; i < LOCKERS; i++) {
                    waiters.add(new Thread(() -> lockAndUnlock(lock), "waiter"));
                }
                waiters.forEach(Thread::start);
                Script.barrier("waiting");
                Script.report("during", collect());
                for (Thread waiter : waiters) {
                    waiter.join();
                }
            }
        }

        private static void take(SharedQueue<String> queue) {
            try {
                Script.report("taken", queue.take());
            } catch (InterruptedException nobodyDoes) {
                throw new AssertionError(nobodyDoes);
            }
        }

        private static void lockAndUnlock(SharedLock lock) {
            lock.lock();
            lock.unlock();
        }

        /** Milliseconds, median and worst. */
        private static String collect() {
            long[] tookNs = new long[COLLECTIONS];
            for (int i = 0; i < COLLECTIONS; i++) {
                long startNs = System.nanoTime();
                System.gc();
                tookNs[i] = System.nanoTime() - startNs;
            }
            Arrays.sort(tookNs);
            return String.format(
                    Locale.ROOT,
                    "median %.1f ms, worst %.1f ms",
                    tookNs[COLLECTIONS / 2] / 1e6,
                    tookNs[COLLECTIONS - 1] / 1e6);
        }
    }

    @Test
    void shouldCollectGarbageWhileThreadsWait() throws InterruptedException {
        Path domain = directory.resolve("domain");
        try (Parley parley = Domains.open(domain, "test");
                SharedQueue<String> queue = parley.queue("queue", Codecs.utf8())) {
            SharedLock lock = parley.lock("lock");
            lock.lock();
            ForkedJvm collector = ForkedJvm.fork(Collector.class, domain.toString());
            collector.awaitReached("waiting", START);
            Sleepers.await(collector.pid(), "waiter", TAKERS + LOCKERS);

            collector.proceed("waiting");

            String during = collector.awaitReported("during", START);
            System.err.println("System.gc() with " + (TAKERS + LOCKERS) + " threads asleep: " + during + "; with none: "
                    + collector.reported("before").orElseThrow());
            assertThat(collector.reports("taken")).isEmpty();
            lock.unlock();
            for (int i = 0; i < TAKERS; i++) {
                queue.put("message-" + i);
            }
            collector.awaitExit(0, HANG);
            assertThat(collector.reports("taken"))
                    .containsExactlyInAnyOrder("message-0", "message-1", "message-2", "message-3");
        }
    }
}
