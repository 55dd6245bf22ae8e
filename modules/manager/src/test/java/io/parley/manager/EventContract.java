package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ObjectDeletedException;
import io.parley.sync.ManagedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class EventContract extends SyncContract {
    @Test
    void shouldBeSetAndCleared() throws Exception {
        ManagedEvent event = manager.event("e");

        assertThat(event.isSet()).isFalse();
        assertThat(event.await(Duration.ZERO)).isFalse();
        event.set();
        event.set();

        assertThat(event.isSet()).isTrue();
        event.await();
        assertThat(event.await(Duration.ofSeconds(-1))).isTrue();
        assertThat(parley.event("e").epoch()).isEqualTo(1);
        event.clear();
        assertThat(event.epoch()).isEqualTo(1);
        assertThat(newManager().event("e").isSet()).isFalse();
    }

    @Test
    void shouldNeverGiveUpEarly() throws Exception {
        ManagedEvent event = manager.event("e");
        long begin = System.nanoTime();

        assertThat(event.await(SHORT)).isFalse();
        assertThat(event.awaitEpochAfter(0, SHORT)).isFalse();

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(2 * SHORT.toNanos());
    }

    @Test
    void shouldLoseNoPulseOfAnyone() throws Exception {
        for (ManagedEvent setter :
                List.of(manager.event("e"), parley.event("e"), newManager().event("e"))) {
            ManagedEvent event = manager.event("e");
            long epoch = event.epoch();
            List<Task<Boolean>> waiters = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                waiters.add(start(() -> event.await(LONG)));
                waiters.add(start(() -> event.awaitEpochAfter(epoch) == epoch + 1));
            }
            Task<Boolean> uninterruptible = start(() -> {
                Thread.currentThread().interrupt();
                event.awaitUninterruptibly();
                return Thread.interrupted();
            });
            waiters.forEach(this::awaitWaiting);
            awaitWaiting(uninterruptible);

            setter.set();
            setter.clear();

            for (Task<Boolean> waiter : waiters) {
                assertThat(waiter.get()).isTrue();
            }
            assertThat(uninterruptible.get()).isTrue();
        }
    }

    /** As the interface says: from when the server has the request. */
    abstract void awaitWaiting(Task<?> waiter);

    @Test
    void shouldTellWhoWasElsewhereThatItWasSetMeanwhile() throws Exception {
        ManagedEvent event = manager.event("e");
        parley.event("e").set();
        parley.event("e").clear();

        assertThat(event.awaitEpochAfter(0)).isEqualTo(1);
        assertThat(event.awaitEpochAfter(0, Duration.ZERO)).isTrue();
        assertThat(event.awaitEpochAfter(1, SHORT)).isFalse();
    }

    @Test
    void shouldWaitForAnEpochThatIsFarAhead() throws Exception {
        ManagedEvent event = manager.event("e");
        Task<Long> waiter = start(() -> event.awaitEpochAfter(2));
        for (int i = 0; i < 2; i++) {
            event.set();
            event.clear();
        }
        assertThat(event.awaitEpochAfter(2, SHORT)).isFalse();
        assertThat(waiter.isDone()).isFalse();

        event.set();

        assertThat(waiter.get()).isEqualTo(3);
    }

    @Test
    void shouldBeInterruptible() {
        ManagedEvent event = manager.event("e");
        Task<Boolean> waiter = start(() -> event.await(LONG));
        until(parley.event("e")::hasWaiters);

        waiter.thread.interrupt();

        assertThatThrownBy(waiter::get).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldEndWaitsWhenItIsDeleted() {
        ManagedEvent event = manager.event("e");
        Task<Boolean> waiter = start(() -> event.await(LONG));
        until(parley.event("e")::hasWaiters);

        parley.event("e").delete();

        assertThatThrownBy(waiter::get).hasCauseInstanceOf(ObjectDeletedException.class);
    }
}
