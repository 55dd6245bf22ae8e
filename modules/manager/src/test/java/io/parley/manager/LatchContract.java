package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ObjectDeletedException;
import io.parley.sync.ManagedLatch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class LatchContract extends SyncContract {
    @Test
    void shouldLetEverybodyGoAtZero() throws Exception {
        ManagedLatch latch = manager.latch("l", 4);
        List<Task<Boolean>> waiters = List.of(
                start(() -> latch.await(LONG)), start(() -> parley.latch("l", 4).await(LONG)), start(() -> {
                    latch.await();
                    return true;
                }));
        until(parley.latch("l", 4)::hasWaiters);

        latch.countDown();
        parley.latch("l", 4).countDown();
        assertThat(newManager().latch("l", 4).count()).isEqualTo(2);
        assertThat(latch.await(Duration.ZERO)).isFalse();
        latch.countDown(5);

        for (Task<Boolean> waiter : waiters) {
            assertThat(waiter.get()).isTrue();
        }
        assertThat(latch.count()).isZero();
        latch.countDown();
        latch.awaitUninterruptibly();
    }

    @Test
    void shouldNoticeTheCountOfTheServersHost() throws Exception {
        ManagedLatch latch = manager.latch("l", 1);
        Task<Boolean> waiter = start(() -> latch.await(LONG));
        until(parley.latch("l", 1)::hasWaiters);

        parley.latch("l", 1).countDown();

        assertThat(waiter.get()).isTrue();
    }

    @Test
    void shouldNeverGiveUpEarly() throws Exception {
        ManagedLatch latch = manager.latch("l", 1);
        long begin = System.nanoTime();

        assertThat(latch.await(SHORT)).isFalse();

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void shouldRefuseToCountUp() {
        ManagedLatch latch = manager.latch("l", 1);

        assertThatThrownBy(() -> latch.countDown(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("n=-1");
        assertThatThrownBy(() -> manager.latch("m", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldEndWaitsWhenItIsDeletedOrTheCallerInterrupted() {
        ManagedLatch latch = manager.latch("l", 1);
        Task<Boolean> interrupted = start(() -> latch.await(LONG));
        Task<Boolean> waiter = start(() -> latch.await(LONG));
        until(parley.latch("l", 1)::hasWaiters);

        interrupted.thread.interrupt();
        assertThatThrownBy(interrupted::get).hasCauseInstanceOf(InterruptedException.class);
        latch.delete();

        assertThatThrownBy(waiter::get).hasCauseInstanceOf(ObjectDeletedException.class);
    }
}
