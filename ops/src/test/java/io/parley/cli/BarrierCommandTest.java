package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.sync.SharedBarrier;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code parley barrier}. */
@Timeout(120)
class BarrierCommandTest extends InADomain {
    @Test
    void shouldMakeABrokenBarrierUsableAgain() {
        SharedBarrier gate = parley.barrier("gate", 2);
        gate.abort();

        CommandRun broken = run("barrier", "show", "gate");
        CommandRun reset = run("barrier", "reset", "--yes", "gate");

        assertThat(broken.exitCode()).isEqualTo(3);
        assertThat(broken.out()).contains("broken: it was aborted", "parley barrier reset gate.barrier");
        assertThat(reset.exitCode()).as(reset.err()).isZero();
        assertThat(reset.out()).endsWith("reset gate.barrier\n");
        assertThat(gate.isBroken()).isFalse();
        assertThat(run("barrier", "show", "gate").exitCode()).isZero();
    }

    @Test
    void shouldBreakItForThoseWhoWait() throws InterruptedException {
        SharedBarrier gate = parley.barrier("gate", 2);
        AtomicReference<Exception> thrown = new AtomicReference<>();
        Thread party = new Thread(() -> {
            try {
                gate.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                thrown.set(e);
            }
        });
        party.start();
        await().forever().until(() -> gate.waiting() == 1);

        CommandRun run = run("barrier", "reset", "--yes", "gate");
        party.join();

        assertThat(run.out()).startsWith("reset gate.barrier; it is: 1 of 2 arrived, phase 0\n");
        assertThat(thrown.get()).isInstanceOf(BrokenBarrierException.class);
        assertThat(gate.isBroken()).isFalse();
    }

    @Test
    void shouldChangeNothingInADryRunOrIfNobodyCanBeAsked() {
        SharedBarrier gate = parley.barrier("gate", 2);
        gate.abort();

        assertThat(run("barrier", "reset", "--dry-run", "gate").exitCode()).isZero();
        assertThat(run("barrier", "reset", "gate").exitCode()).isEqualTo(2);
        assertThat(gate.isBroken()).isTrue();
    }
}
