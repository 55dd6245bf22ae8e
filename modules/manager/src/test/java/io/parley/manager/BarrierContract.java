package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ObjectDeletedException;
import io.parley.sync.ManagedBarrier;
import io.parley.sync.SharedBarrier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

abstract class BarrierContract extends SyncContract {
    private static final int PARTIES = 3;

    private ManagedBarrier barrier() {
        return manager.barrier("b", PARTIES);
    }

    private Task<Integer> arrive(ManagedBarrier barrier, int waitingThen) {
        Task<Integer> party = start(() -> barrier.arriveAndAwait(LONG));
        until(() -> parley.barrier("b", PARTIES).waiting() == waitingThen);
        return party;
    }

    @Test
    void shouldLetAllGoPhaseAfterPhaseWhereverTheyAre() throws Exception {
        List<ManagedBarrier> handles =
                List.of(barrier(), parley.barrier("b", PARTIES), newManager().barrier("b", PARTIES));
        for (int phase = 0; phase < 30; phase++) {
            Task<Integer> first = arrive(handles.get(phase % PARTIES), 1);
            Task<Integer> second = arrive(handles.get((phase + 1) % PARTIES), 2);

            assertThat(handles.get((phase + 2) % PARTIES).await(LONG)).isZero();

            assertThat(first.get()).isZero();
            assertThat(second.get()).isEqualTo(1);
            assertThat(handles.get(0).waiting()).isZero();
        }
        assertThat(handles.get(0).parties()).isEqualTo(PARTIES);
    }

    @Test
    void shouldNumberFromTheLastAsJavaDoes() throws Exception {
        ManagedBarrier barrier = barrier();
        Task<Integer> first = start(() -> barrier.await());
        until(() -> barrier.waiting() == 1);
        Task<Integer> second = start(() -> barrier.await(LONG));
        until(() -> barrier.waiting() == 2);

        assertThat(barrier.await()).isZero();
        assertThat(first.get()).isEqualTo(2);
        assertThat(second.get()).isEqualTo(1);
    }

    @Test
    void shouldBreakForAllWhenTheTimeOfOneIsUp() throws Exception {
        ManagedBarrier barrier = barrier();
        Task<Integer> patient = arrive(barrier, 1);
        Task<Integer> local = arrive(parley.barrier("b", PARTIES), 2);
        ManagedBarrier three = manager.barrier("b", PARTIES);
        long begin = System.nanoTime();
        Task<Integer> other = start(() -> manager.barrier("c", 2).arriveAndAwait(SHORT));

        assertThatThrownBy(other::get)
                .hasCauseInstanceOf(TimeoutException.class)
                .hasMessageContaining("parties=2");
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThatThrownBy(() -> manager.barrier("c", 2).await(LONG)).isInstanceOf(BrokenBarrierException.class);
        assertThatThrownBy(() -> manager.barrier("d", 2).await(Duration.ZERO)).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> manager.barrier("e", 2, SHORT).await())
                .isInstanceOf(BrokenBarrierException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(three.await(Duration.ZERO)).isZero();
        assertThat(patient.get()).isZero();
        assertThat(local.get()).isEqualTo(1);
    }

    @Test
    void shouldBreakForTheOthersWhenOneIsInterrupted() throws Exception {
        Task<Integer> interrupted = arrive(barrier(), 1);
        Task<Integer> local = arrive(parley.barrier("b", PARTIES), 2);

        interrupted.thread.interrupt();

        assertThatThrownBy(interrupted::get).hasCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(local::get)
                .hasCauseInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("interrupted");
        assertThat(barrier().isBroken()).isTrue();
    }

    @Test
    void shouldNotLetWhoIsInterruptedArrive() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> barrier().await()).isInstanceOf(InterruptedException.class);

        assertThat(barrier().isBroken()).isTrue();
    }

    @Test
    void shouldBreakOnAbortAndBeUsableAfterReset() throws Exception {
        ManagedBarrier barrier = barrier();
        Task<Integer> aborted = arrive(barrier, 1);

        newManager().barrier("b", PARTIES).abort();

        assertThatThrownBy(aborted::get)
                .hasCauseInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("aborted");
        assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
        barrier.reset();
        Task<Integer> reset = arrive(barrier, 1);
        parley.barrier("b", PARTIES).reset();
        assertThatThrownBy(reset::get).hasCauseInstanceOf(BrokenBarrierException.class);
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    void shouldWaitForItsTurnWhileTheActionOfAnotherRuns() throws Exception {
        CountDownLatch actionRuns = new CountDownLatch(1);
        CountDownLatch secondComes = new CountDownLatch(1);
        Task<Integer> second = start(() -> {
            ManagedBarrier same = manager.barrier("b", 1);
            actionRuns.await();
            secondComes.countDown();
            return same.arriveAndAwait(LONG);
        });
        SharedBarrier withAction = parley.barrier("b", 1, () -> {
            actionRuns.countDown();
            until(() -> secondComes.getCount() == 0);
        });

        assertThat(withAction.await()).isZero();

        assertThat(second.get()).isZero();
    }

    @Test
    void shouldEndWaitsWhenItIsDeleted() {
        Task<Integer> waiter = arrive(barrier(), 1);

        parley.barrier("b", PARTIES).delete();

        assertThatThrownBy(waiter::get).hasCauseInstanceOf(ObjectDeletedException.class);
    }

    @Test
    void shouldRefuseNumbersOfPartiesThatMakeNoSense() {
        assertThatThrownBy(() -> manager.barrier("z", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager.barrier("z", 65_536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parties=65536");
    }
}
