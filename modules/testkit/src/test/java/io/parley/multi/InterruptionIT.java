package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.WaitStrategy;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.wait.Doorbell;
import io.parley.queue.SharedQueue;
import io.parley.sync.Lease;
import io.parley.sync.SharedLock;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLong;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts threads that are known to be asleep: they wake up, and what they waited for is as if they never had. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class InterruptionIT {
    private static final int ROUNDS = 20;
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String NAME = "sleeper";

    @TempDir
    Path directory;

    private Parley parley;

    /** What blocks. */
    private interface Waiting {
        void run() throws InterruptedException;
    }

    @BeforeEach
    void open() {
        parley = Domains.open(directory.resolve("domain"), "test");
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldEndAWaitForAMessage() throws InterruptedException {
        try (SharedQueue<String> queue = parley.queue("queue", Codecs.utf8())) {
            interrupt(queue::take);
            interrupt(queue::claim);
            interrupt(() -> queue.poll(LONG.toMinutes(), TimeUnit.MINUTES));

            assertThat(queue.claimed()).isZero();
            queue.put("still works");
            assertThat(queue.take()).isEqualTo("still works");
        }
    }

    @Test
    void shouldEndAWaitForRoom() throws InterruptedException {
        try (SharedQueue<String> queue = parley.queue("queue", Codecs.utf8(), o -> o.capacity(1))) {
            queue.put("first");
            interrupt(() -> queue.put("never"));
            interrupt(() -> queue.offer("never", LONG.toMinutes(), TimeUnit.MINUTES));

            assertThat(queue.take()).isEqualTo("first");
            queue.put("second");
            assertThat(queue.drainTo(new java.util.ArrayList<>())).isEqualTo(1);
            assertThat(queue.appended()).isEqualTo(2);
        }
    }

    @Test
    void shouldEndAWaitForALock() throws InterruptedException {
        ForkedJvm holder = Domains.child(Holder.class, parley.directory(), "lock", Holder.UNLOCK)
                .start();
        holder.awaitReached(Holder.HOLDING, START);
        SharedLock lock = parley.lock("lock");

        interrupt(lock::acquire);
        interrupt(lock::lockInterruptibly);
        interrupt(() -> lock.acquire(LONG));

        assertThat(lock.holder().orElseThrow().processName()).isEqualTo("lock");
        holder.proceed(Holder.HOLDING);
        try (Lease lease = lock.acquire(HANG)) {
            assertThat(lease.recovered()).isFalse();
        }
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void shouldKeepTheFlagOfOneThatWantsTheLockAnyway() throws InterruptedException {
        SharedLock lock = parley.lock("lock");
        lock.lock();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread waiter = start(
                () -> {
                    lock.lock();
                    flag.set(Thread.currentThread().isInterrupted());
                    lock.unlock();
                },
                new AtomicReference<>());

        waiter.interrupt();
        Sleepers.await(NAME, 1);
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();

        join(waiter);
        assertThat(flag).hasValue(true);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void shouldEndAWaitForAChange() throws InterruptedException {
        SharedLong value = parley.longValue("value");
        SharedIntArray array = parley.intArray("array", 3);

        interrupt(() -> value.awaitChange(0));
        interrupt(() -> value.awaitChange(0, LONG));
        interrupt(() -> array.awaitChange(2, 0, LONG));

        AtomicReference<Throwable> outcome = new AtomicReference<>();
        Thread waiter = start(() -> value.awaitChange(0), outcome);
        value.set(1);
        join(waiter);
        assertThat(outcome).hasValue(null);
    }

    /** Without a slice that would have it look by itself: what wakes the sleeper is the interruption. */
    @Test
    void shouldWakeASleeperThatWouldNotLookByItself() throws InterruptedException {
        Domain domain = Domain.of(parley);
        ObjectFile file = domain.openObject("bell", new ObjectFile.Spec(ObjectKind.LOCK, 0, 1, 256, memory -> {}));
        Doorbell bell = new Doorbell(file.memory(), 128, domain.clock());
        for (WaitStrategy strategy : List.of(WaitStrategy.block(), WaitStrategy.adaptive())) {
            interrupt(() -> bell.await(() -> false, Long.MAX_VALUE, LONG.toNanos(), strategy));
        }
    }

    private static void interrupt(Waiting waiting) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            AtomicReference<Throwable> outcome = new AtomicReference<>();
            Thread waiter = start(waiting, outcome);
            waiter.interrupt();
            join(waiter);
            assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        }
    }

    /** Returns when the thread is asleep. */
    private static Thread start(Waiting waiting, AtomicReference<Throwable> outcome) {
        Thread waiter = new Thread(
                () -> {
                    try {
                        waiting.run();
                    } catch (Throwable e) {
                        outcome.set(Thread.currentThread().isInterrupted() ? new AssertionError("flag kept", e) : e);
                    }
                },
                NAME);
        waiter.setDaemon(true);
        waiter.start();
        Sleepers.await(NAME, 1);
        return waiter;
    }

    private static void join(Thread waiter) throws InterruptedException {
        waiter.join(HANG.toMillis());
        assertThat(waiter.isAlive()).as("sleeps on").isFalse();
    }
}
