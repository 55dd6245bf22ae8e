package io.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.process.ParleyProcess;
import io.parley.sync.BinaryLock;
import io.parley.sync.LeasedSemaphore;
import io.parley.sync.LockOptions;
import io.parley.sync.SharedBarrier;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLatch;
import io.parley.sync.SharedLock;
import io.parley.sync.SharedReadWriteLock;
import io.parley.sync.SharedSemaphore;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Locks and what else threads wait for, seen from outside. */
@Timeout(120)
class DomainViewSyncTest extends ViewFixture {
    private static void locked(SharedLock lock, Runnable body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void shouldSeeWhoHoldsALockAndWhoWaits() throws InterruptedException {
        SharedLock lock = parley.lock("book");
        ObjectSnapshot.Lock free = look("book", ObjectSnapshot.Lock.class);
        assertThat(free.holder()).isEmpty();
        assertThat(free.summary()).isEqualTo("free");

        lock.lock();
        Thread waiter = new Thread(() -> locked(lock, () -> {}), "waiter");
        waiter.start();
        await().until(() -> !lock.waiters().isEmpty());

        ObjectSnapshot.Lock held = look("book", ObjectSnapshot.Lock.class);
        assertThat(held.holder()).isEqualTo(lock.holder());
        assertThat(held.waiters()).isEqualTo(lock.waiters());
        assertThat(held.consistent()).isTrue();
        assertThat(held.fair()).isFalse();
        assertThat(held.summary())
                .isEqualTo("held by pid " + ProcessHandle.current().pid() + " (tester), 1 waits");
        assertThat(held.counters()).isEqualTo(ObjectCounters.of(lock).snapshot());

        lock.unlock();
        waiter.join();
        assertThat(look("book", ObjectSnapshot.Lock.class).counters())
                .isEqualTo(Map.of("acquisitions", 2L, "contended", 1L, "recoveries", 0L));
    }

    @Test
    void shouldSeeThatAHolderWasKilledWithoutTakingAnythingOver() throws InterruptedException {
        SharedLock lock = parley.lock("book", LockOptions.fair());
        SharedEvent held = parley.event("held");
        ParleyProcess holder = parley.process("holder", () -> {
                    lock.lock();
                    held.set();
                    new CountDownLatch(1).await();
                })
                .start();
        held.await();
        assertThat(look("book", ObjectSnapshot.Lock.class).holder()).hasValueSatisfying(alive -> {
            assertThat(alive.pid()).isEqualTo(holder.pid());
            assertThat(alive.alive()).isTrue();
        });
        holder.kill();
        holder.join();

        ObjectSnapshot.Lock dead = look("book", ObjectSnapshot.Lock.class);

        assertThat(dead.holder()).hasValueSatisfying(found -> {
            assertThat(found.pid()).isEqualTo(holder.pid());
            assertThat(found.alive()).isFalse();
        });
        assertThat(dead.fair()).isTrue();
        assertThat(dead.summary()).isEqualTo("held by pid " + holder.pid() + " (holder, dead)");
        assertThat(view.processes()).filteredOn(process -> !process.alive()).hasSize(1);
        assertThat(view.children())
                .isEqualTo(parley.children())
                .singleElement()
                .satisfies(child -> assertThat(child.exit()).isEqualTo("killed by signal 9"));
        assertThat(view.summary().dead()).isEqualTo(1);

        lock.lock();
        lock.unlock();
        ObjectSnapshot.Lock taken = look("book", ObjectSnapshot.Lock.class);
        assertThat(taken.consistent()).isFalse();
        assertThat(taken.counters()).containsEntry("recoveries", 1L);
        assertThat(taken.summary()).isEqualTo("free, not declared consistent since a holder died");
    }

    @Test
    void shouldSeeALockWithoutAnOwner() {
        BinaryLock lock = parley.binaryLock("gate");
        lock.lock();

        ObjectSnapshot.Lock held = look("gate", ObjectSnapshot.Lock.class);

        assertThat(info("gate").kind()).isEqualTo("binary lock");
        assertThat(held.holder()).isEqualTo(lock.holder());
        assertThat(held.recovers()).isFalse();
    }

    @Test
    void shouldSeeReadersAndWriters() {
        SharedReadWriteLock lock = parley.readWriteLock("table");
        lock.readLock().lock();

        ObjectSnapshot.ReadWriteLock read = look("table", ObjectSnapshot.ReadWriteLock.class);
        assertThat(read.readers()).singleElement().satisfies(reader -> {
            assertThat(reader.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(reader.count()).isEqualTo(1);
        });
        assertThat(read.writing()).isFalse();
        assertThat(read.summary()).isEqualTo("1 reads");

        lock.readLock().unlock();
        lock.writeLock().lock();
        ObjectSnapshot.ReadWriteLock written = look("table", ObjectSnapshot.ReadWriteLock.class);
        assertThat(written.readers()).isEmpty();
        assertThat(written.writing()).isTrue();
        assertThat(written.writer().holder()).isPresent();
        assertThat(written.consistent()).isTrue();
    }

    @Test
    void shouldSeeWhoWaitsForPermits() throws InterruptedException {
        SharedSemaphore none = parley.semaphore("none", 0);
        Thread waiter = new Thread(none::acquireUninterruptibly, "waiter");
        waiter.start();

        await().forever()
                .until(() ->
                        look("none", ObjectSnapshot.Semaphore.class).waiters().size() == 1);
        ObjectSnapshot.Semaphore waited = look("none", ObjectSnapshot.Semaphore.class);
        none.release();
        waiter.join();

        assertThat(waited.waiters().get(0).threadName()).isEqualTo("waiter");
        assertThat(waited.summary()).isEqualTo("0 of 0 permits, 1 waits");
        assertThat(look("none", ObjectSnapshot.Semaphore.class).waiters()).isEmpty();
    }

    @Test
    void shouldSeePermitsAndLeases() throws InterruptedException {
        SharedSemaphore plain = parley.semaphore("plain", 3);
        LeasedSemaphore leased = parley.leasedSemaphore("leased", 5);
        plain.acquire();
        leased.acquire();
        leased.acquire();

        ObjectSnapshot.Semaphore ofPlain = look("plain", ObjectSnapshot.Semaphore.class);
        assertThat(ofPlain.sort()).isEqualTo("plain");
        assertThat(ofPlain.permits()).isEqualTo(2);
        assertThat(ofPlain.leases()).isEmpty();
        ObjectSnapshot.Semaphore ofLeased = look("leased", ObjectSnapshot.Semaphore.class);
        assertThat(ofLeased.sort()).isEqualTo("leased");
        assertThat(ofLeased.initial()).isEqualTo(5);
        assertThat(ofLeased.leases()).singleElement().satisfies(lease -> {
            assertThat(lease.processName()).isEqualTo("tester");
            assertThat(lease.count()).isEqualTo(2);
        });
        assertThat(ofLeased.summary()).isEqualTo("3 of 5 permits");
    }

    @Test
    void shouldSeeEventsAndLatches() {
        SharedEvent event = parley.event("ready");
        event.set();
        event.clear();
        SharedLatch latch = parley.latch("start", 3);
        latch.countDown();

        ObjectSnapshot.Event ofEvent = look("ready", ObjectSnapshot.Event.class);
        assertThat(ofEvent.set()).isFalse();
        assertThat(ofEvent.epoch()).isEqualTo(1);
        assertThat(ofEvent.summary()).isEqualTo("clear");
        ObjectSnapshot.Latch ofLatch = look("start", ObjectSnapshot.Latch.class);
        assertThat(ofLatch.count()).isEqualTo(2);
        assertThat(ofLatch.initial()).isEqualTo(3);
        assertThat(ofLatch.summary()).isEqualTo("2 of 3 to come");
    }

    @Test
    void shouldSeeWhoHasArrivedAtABarrierAndWhyItBroke() throws InterruptedException {
        SharedBarrier barrier = parley.barrier("phase", 2);
        Thread party = new Thread(() -> {
            try {
                barrier.await();
            } catch (Exception broken) {
                Thread.currentThread().interrupt();
            }
        });
        party.start();
        await().until(() -> look("phase", ObjectSnapshot.Barrier.class).arrived() == 1);

        ObjectSnapshot.Barrier waiting = look("phase", ObjectSnapshot.Barrier.class);
        assertThat(waiting.parties()).isEqualTo(2);
        assertThat(waiting.cause()).isEmpty();
        assertThat(waiting.arrivals())
                .singleElement()
                .satisfies(arrival -> assertThat(arrival.processName()).isEqualTo("tester"));
        assertThat(waiting.summary()).isEqualTo("1 of 2 arrived, phase 0");

        barrier.abort();
        party.join();
        ObjectSnapshot.Barrier broken = look("phase", ObjectSnapshot.Barrier.class);
        assertThat(broken.broken()).isTrue();
        assertThat(broken.summary()).isEqualTo("broken: it was aborted");
    }

    @Test
    void shouldSeeWhoWaitsForASignal() throws InterruptedException {
        SharedLock lock = parley.lock("book");
        SharedCondition notEmpty = lock.condition("notEmpty");
        Thread waiter = new Thread(() -> locked(lock, notEmpty::awaitUninterruptibly));
        waiter.start();
        await().until(() -> !look("book.lock.notEmpty", ObjectSnapshot.Condition.class)
                .waiters()
                .isEmpty());

        ObjectSnapshot.Condition waited = look("book.lock.notEmpty", ObjectSnapshot.Condition.class);
        assertThat(waited.signalled()).isZero();
        assertThat(waited.summary()).isEqualTo("1 waits");
        assertThat(waited.waiters().get(0).pid())
                .isEqualTo(ProcessHandle.current().pid());

        locked(lock, notEmpty::signal);
        waiter.join();
        assertThat(look("book.lock.notEmpty", ObjectSnapshot.Condition.class).waiters())
                .isEmpty();
    }
}
