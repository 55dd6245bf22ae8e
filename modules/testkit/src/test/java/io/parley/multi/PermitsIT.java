package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.sync.LeasedSemaphore;
import io.parley.sync.ProcessHold;
import io.parley.sync.SharedBarrier;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLatch;
import io.parley.sync.SharedReadWriteLock;
import io.parley.sync.SharedSemaphore;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Semaphores, events, barriers, latches and read-write locks between two JVMs, one of which may be killed. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class PermitsIT {
    private static final int ROUNDS = 2_000;

    @TempDir
    Path directory;

    /** The other process. Arguments: domain, what to do. */
    static final class Party {
        public static void main(String[] args) throws Exception {
            try (Parley parley = Domains.open(Path.of(args[0]), "party")) {
                switch (args[1]) {
                    case "lease" -> parley.leasedSemaphore("slots", 3).acquire(2);
                    case "read" -> parley.readWriteLock("book").readLock().lock();
                    case "write" -> parley.readWriteLock("book").writeLock().lock();
                    case "barrier" -> {
                        Script.reached("ready");
                        parley.barrier("round", 3).await();
                    }
                    case "rounds" -> play(parley);
                    default -> throw new IllegalArgumentException(args[1]);
                }
                Script.reached("done");
                Script.await("the end");
            }
        }

        private static void play(Parley parley) throws Exception {
            SharedSemaphore ping = parley.semaphore("ping", 0);
            SharedSemaphore pong = parley.semaphore("pong", 0);
            SharedEvent event = parley.event("pulse");
            SharedBarrier barrier = parley.barrier("round", 2);
            parley.latch("ready", 1).countDown();
            long epoch = 0;
            for (int i = 0; i < ROUNDS; i++) {
                ping.acquire();
                pong.release();
                barrier.await();
                epoch = event.awaitEpochAfter(epoch);
                pong.release();
            }
            Script.report("epoch", epoch);
        }
    }

    private Path domain() {
        return directory.resolve("domain");
    }

    private ForkedJvm party(String what) {
        return Domains.child(Party.class, domain(), what).start();
    }

    @Test
    void shouldTakeTurnsBySemaphoreEventBarrierAndLatch() throws Exception {
        try (Parley parley = Domains.open(domain(), "test")) {
            SharedSemaphore ping = parley.semaphore("ping", 0);
            SharedSemaphore pong = parley.semaphore("pong", 0);
            SharedEvent event = parley.event("pulse");
            SharedBarrier barrier = parley.barrier("round", 2);
            SharedLatch ready = parley.latch("ready", 1);
            ForkedJvm party = party("rounds");
            assertThat(ready.await(START)).isTrue();

            for (int i = 0; i < ROUNDS; i++) {
                ping.release();
                pong.acquire();
                barrier.await();
                event.set();
                event.clear();
                pong.acquire();
            }

            party.awaitReached("done", HANG);
            assertThat(party.reported("epoch")).hasValue(Integer.toString(ROUNDS));
            assertThat(ping.availablePermits() + pong.availablePermits()).isZero();
            party.kill();
        }
    }

    @Test
    void shouldGiveBackTheLeaseOfAKilledProcess() throws Exception {
        try (Parley parley = Domains.open(domain(), "test")) {
            LeasedSemaphore slots = parley.leasedSemaphore("slots", 3);
            ForkedJvm party = party("lease");
            party.awaitReached("done", START);
            assertThat(slots.tryAcquire(2)).isFalse();
            assertThat(slots.holders()).extracting(ProcessHold::pid).containsExactly(party.pid());

            party.kill();

            assertThat(slots.tryAcquire(3, HANG)).isTrue();
            assertThat(slots.availablePermits()).isZero();
        }
    }

    @Test
    void shouldKeepTheLeaseOfAStoppedProcess() throws Exception {
        try (Parley parley = Domains.open(domain(), "test")) {
            LeasedSemaphore slots = parley.leasedSemaphore("slots", 3);
            ForkedJvm party = party("lease");
            party.awaitReached("done", START);

            party.stop();

            assertThat(slots.tryAcquire(2, Duration.ofMillis(300))).isFalse();
            assertThat(slots.holders()).extracting(ProcessHold::alive).containsExactly(true);
            party.kill();
        }
    }

    @Test
    void shouldBreakTheBarrierOfAKilledParty() {
        try (Parley parley = Domains.open(domain(), "test")) {
            SharedBarrier barrier = parley.barrier("round", 3);
            ForkedJvm party = party("barrier");
            party.awaitReached("ready", START);
            await().atMost(HANG).until(() -> barrier.waiting() == 1);

            party.kill();

            assertThatThrownBy(() -> barrier.await(HANG))
                    .isInstanceOf(BrokenBarrierException.class)
                    .hasMessageContaining("cause=a party died");
        }
    }

    @Test
    void shouldTellOfAKilledWriterAndNotOfAKilledReader() throws Exception {
        try (Parley parley = Domains.open(domain(), "test")) {
            SharedReadWriteLock book = parley.readWriteLock("book");
            ForkedJvm reader = party("read");
            reader.awaitReached("done", START);
            assertThat(book.readLock().tryLock()).isTrue();
            book.readLock().unlock();
            assertThat(book.writeLock().tryLock()).isFalse();

            reader.kill();

            assertThat(book.writeLock().tryLock(HANG.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            assertThat(book.isRecovered()).isFalse();
            book.writeLock().unlock();

            ForkedJvm writer = party("write");
            writer.awaitReached("done", START);
            assertThat(book.readLock().tryLock()).isFalse();
            assertThat(book.writer().orElseThrow().pid()).isEqualTo(writer.pid());

            writer.kill();

            assertThat(book.readLock().tryLock(HANG.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            assertThat(book.isRecovered()).isTrue();
        }
    }
}
