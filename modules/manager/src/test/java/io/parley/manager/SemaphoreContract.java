package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.AcquireTimeoutException;
import io.parley.ObjectDeletedException;
import io.parley.sync.ManagedSemaphore;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

abstract class SemaphoreContract extends SyncContract {
    @Test
    void shouldTakeAndGiveBack() throws Exception {
        ManagedSemaphore semaphore = manager.semaphore("s", 3);

        semaphore.acquire();
        semaphore.acquire(2);

        assertThat(semaphore.availablePermits()).isZero();
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release(2);
        assertThat(semaphore.tryAcquire(3)).isFalse();
        assertThat(semaphore.drainPermits()).isEqualTo(2);
        semaphore.release();
        assertThat(parley.semaphore("s").availablePermits()).isEqualTo(1);
        assertThat(semaphore.initialPermits()).isEqualTo(3);
        assertThat(manager.semaphore("s").tryAcquire(0)).isTrue();
    }

    @Test
    void shouldNeverGiveUpEarly() throws Exception {
        ManagedSemaphore semaphore = manager.semaphore("s", 0);
        long begin = System.nanoTime();

        assertThat(semaphore.tryAcquire(SHORT)).isFalse();

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThat(semaphore.tryAcquire(2, Duration.ofSeconds(-1))).isFalse();
        assertThatThrownBy(() -> semaphore.acquire(2, SHORT))
                .isInstanceOf(AcquireTimeoutException.class)
                .hasMessageContaining("'s'")
                .hasMessageContaining("wanted=2, available=0, initial=0");
    }

    @Test
    void shouldLetAWaiterGoWhenAnyoneReleases() throws Exception {
        ManagedSemaphore semaphore = manager.semaphore("s", 0);
        for (ManagedSemaphore releaser : new ManagedSemaphore[] {
            semaphore, parley.semaphore("s"), newManager().semaphore("s")
        }) {
            Task<Boolean> waiter = start(() -> semaphore.tryAcquire(2, LONG));
            until(parley.semaphore("s")::hasWaiters);

            releaser.release();
            releaser.release();

            assertThat(waiter.get()).isTrue();
            assertThat(semaphore.availablePermits()).isZero();
        }
    }

    @Test
    void shouldTakeNothingWhenInterrupted() throws Exception {
        ManagedSemaphore semaphore = manager.semaphore("s", 1);
        Task<Void> waiter = start(() -> {
            semaphore.acquire(2);
            return null;
        });
        until(parley.semaphore("s")::hasWaiters);

        waiter.thread.interrupt();

        assertThatThrownBy(waiter::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        semaphore.release();
        assertThat(semaphore.tryAcquire(2, LONG)).isTrue();
    }

    @Test
    void shouldKeepTheFlagOfWhoWaitsUninterruptibly() throws Exception {
        ManagedSemaphore semaphore = manager.semaphore("s", 0);
        Task<Boolean> waiter = start(() -> {
            Thread.currentThread().interrupt();
            semaphore.acquireUninterruptibly();
            return Thread.interrupted();
        });
        until(parley.semaphore("s")::hasWaiters);

        semaphore.release();

        assertThat(waiter.get()).isTrue();
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        ManagedSemaphore bounded = manager.boundedSemaphore("b", 1);

        assertThatThrownBy(bounded::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("most=1");
        assertThatThrownBy(() -> bounded.tryAcquire(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wanted=2, most=1");
        assertThatThrownBy(() -> bounded.release(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bounded.acquireUninterruptibly(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager.semaphore("n", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(bounded.availablePermits()).isEqualTo(1);
    }

    @Test
    void shouldLetNobodyReleaseALeaseThatIsNotThere() throws Exception {
        ManagedSemaphore leased = manager.leasedSemaphore("l", 3);

        leased.acquire(2);
        leased.release();

        assertThatThrownBy(() -> leased.release(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("released=2, held=1");
        assertThat(leased.availablePermits()).isEqualTo(2);
        leased.release();
        assertThat(leased.drainPermits()).isEqualTo(3);
    }

    @Test
    void shouldEndWaitsWhenItIsDeleted() throws Exception {
        ManagedSemaphore semaphore = manager.semaphore("s", 0);
        Task<Boolean> waiter = start(() -> semaphore.tryAcquire(LONG));
        until(parley.semaphore("s")::hasWaiters);

        newManager().semaphore("s").delete();

        assertThatThrownBy(waiter::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ObjectDeletedException.class);
        assertThat(semaphore.isDeleted()).isTrue();
        assertThat(manager.semaphore("s", 5).availablePermits()).isEqualTo(5);
    }
}
