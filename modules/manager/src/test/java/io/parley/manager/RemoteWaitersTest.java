package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.sync.LeasedSemaphore;
import io.parley.sync.ManagedBarrier;
import io.parley.sync.ManagedSemaphore;
import io.parley.sync.SharedBarrier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only sessions have: order, ends, and waits without threads. */
@Timeout(120)
class RemoteWaitersTest extends SyncContract {
    @Override
    boolean isLocal() {
        return false;
    }

    private static Task<Void> acquire(ManagedSemaphore semaphore, int n) {
        Task<Void> waiter = start(() -> {
            semaphore.acquire(n);
            return null;
        });
        return waiter.awaitSent();
    }

    @Test
    void shouldServeWhoCameFirstAlsoIfItWantsMore() throws Exception {
        ManagedSemaphore semaphore = manager.semaphore("s", 0);
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<Task<?>> waiters = new ArrayList<>();
        for (int n : new int[] {3, 1, 2}) {
            waiters.add(start(() -> {
                        semaphore.acquire(n);
                        order.add(n);
                        return n;
                    })
                    .awaitSent());
        }

        semaphore.release(2);
        assertThat(semaphore.tryAcquire(SHORT)).as("behind the first").isFalse();
        assertThat(order).isEmpty();
        semaphore.release(1);
        waiters.get(0).get();
        semaphore.release(1);
        waiters.get(1).get();
        parley.semaphore("s").release(2);
        waiters.get(2).get();

        assertThat(order).containsExactly(3, 1, 2);
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void shouldLetTheNextOneGoWhenTheFirstGivesUp() throws Exception {
        ManagedSemaphore semaphore = manager.semaphore("s", 2);
        Task<Void> interrupted = acquire(semaphore, 3);
        Task<Boolean> late = start(() -> semaphore.tryAcquire(3, SHORT)).awaitSent();
        Manager gone = newManager();
        Task<Void> closed = acquire(gone.semaphore("s"), 3);
        Task<Void> next = acquire(manager.semaphore("s", 2), 2);

        interrupted.thread.interrupt();
        gone.close();

        assertThat(late.get()).isFalse();
        next.get();
        assertThatThrownBy(interrupted::get).hasCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(closed::get).isNotNull();
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void shouldCountLeasesBySession() throws Exception {
        ManagedSemaphore mine = manager.leasedSemaphore("l", 5);
        Manager other = newManager();
        ManagedSemaphore theirs = other.leasedSemaphore("l", 5);
        mine.acquire(2);
        theirs.acquire(3);
        LeasedSemaphore seen = parley.leasedSemaphore("l", 5);

        assertThat(seen.heldPermits()).isEqualTo(5);
        assertThatThrownBy(() -> mine.release(3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("session");
        Task<Void> waiter = acquire(mine, 3);
        other.close();

        waiter.get();
        mine.release(5);
        assertThat(seen.availablePermits()).isEqualTo(5);
        assertThatThrownBy(mine::release).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldGiveLeasesBackWhenTheServerEnds() throws Exception {
        manager.leasedSemaphore("l", 2).acquire(2);
        LeasedSemaphore seen = parley.leasedSemaphore("l", 2);

        server().close();

        assertThat(seen.availablePermits()).isEqualTo(2);
    }

    @Test
    void shouldKeepPlainPermitsOfWhoCloses() throws Exception {
        Manager other = newManager();
        other.semaphore("s", 2).acquire();
        other.close();

        assertThat(manager.semaphore("s", 2).availablePermits()).isEqualTo(1);
    }

    @Test
    void shouldBreakTheBarrierWhenTheSessionOfAPartyIsClosed() throws Exception {
        Manager other = newManager();
        SharedBarrier seen = parley.barrier("b", 3);
        ManagedBarrier theirs = other.barrier("b", 3);
        Task<Integer> leaving = start(() -> theirs.await());
        until(() -> seen.waiting() == 1);
        Task<Integer> local = start(() -> seen.await());
        until(() -> seen.waiting() == 2);

        other.close();

        assertThatThrownBy(local::get).hasCauseInstanceOf(BrokenBarrierException.class);
        assertThatThrownBy(leaving::get).isNotNull();
        seen.reset();
        assertThat(seen.waiting()).isZero();
    }

    @Test
    void shouldLetFiveHundredWaitWithoutAThread() throws Exception {
        manager.semaphore("s", 0);
        manager.event("e");
        List<Manager> clients = new ArrayList<>();
        List<Task<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(newManager());
        }
        long before = serverThreads();
        for (int i = 0; i < 100; i++) {
            Manager client = clients.get(i % clients.size());
            waiters.add(start(() -> client.semaphore("s").tryAcquire(LONG)));
            waiters.add(start(() -> client.event("e").await(LONG)));
            waiters.add(start(() -> client.latch("l", 1).await(LONG)));
            waiters.add(start(() -> client.semaphore("s").tryAcquire(1, LONG)));
            waiters.add(start(() -> client.barrier("b", 101).await(LONG) >= 0));
        }
        SharedBarrier barrier = parley.barrier("b", 101);
        until(() -> barrier.waiting() == 100);
        waiters.forEach(Task::awaitSent);

        assertThat(serverThreads()).isEqualTo(before);
        assertThat(manager.longValue("n").getAndAdd(1)).isZero();
        parley.semaphore("s").release(200);
        parley.event("e").set();
        parley.event("e").clear();
        parley.latch("l", 1).countDown();
        barrier.await();

        for (Task<Boolean> waiter : waiters) {
            assertThat(waiter.get()).isTrue();
        }
        assertThat(parley.semaphore("s").availablePermits()).isZero();
    }

    /** All threads but those of the test and of the clients, and the workers, who open objects and are bounded. */
    private static long serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("parley-manager"))
                .filter(thread -> !thread.getName().contains("client"))
                .filter(thread -> !thread.getName().contains("worker")) // they open objects, and end when idle
                .count();
    }
}
