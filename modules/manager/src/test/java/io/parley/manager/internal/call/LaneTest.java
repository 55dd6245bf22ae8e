package io.parley.manager.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LaneTest {
    private static final int TIMES = 200_000;

    /** A call that nobody waits for any more would keep its thread for as long as it likes. */
    @Test
    void shouldNotBeginWhatWasTakenBack() throws Exception {
        AtomicReference<Lane.Task> next = new AtomicReference<>();
        AtomicInteger passed = new AtomicInteger();
        AtomicBoolean ran = new AtomicBoolean();
        Thread runner = new Thread(() -> {
            for (int i = 0; i < TIMES; i++) {
                Lane.Task task;
                while ((task = next.getAndSet(null)) == null) {
                    Thread.onSpinWait();
                }
                task.run();
                passed.incrementAndGet();
            }
        });
        runner.setDaemon(true);
        runner.start();

        for (int i = 0; i < TIMES; i++) {
            ran.set(false);
            Lane.Task task = new Lane.Task(() -> {
                ran.set(true);
                return CompletableFuture.completedFuture(null);
            });
            next.set(task);
            for (int wait = i % 50; wait > 0; wait--) {
                Thread.onSpinWait();
            }
            task.interrupt();
            while (passed.get() == i) {
                Thread.onSpinWait();
            }
            assertThat(task.isCancelled() && ran.get())
                    .as("task %d was taken back, and ran", i)
                    .isFalse();
        }
        runner.join();
    }
}
