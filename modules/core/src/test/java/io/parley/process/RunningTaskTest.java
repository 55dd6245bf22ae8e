package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunningTaskTest {
    private final RunningTask running = new RunningTask();

    @Test
    void shouldInterruptTaskThatRuns() {
        running.begin();
        running.cancel(1);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        running.end();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void shouldNotInterruptAnotherTask() {
        running.begin();
        running.end();
        running.begin();
        running.cancel(1);
        assertThat(Thread.interrupted()).isFalse();
        assertThatCode(running::requireNotCancelled).doesNotThrowAnyException();
    }

    @Test
    void shouldNotBeginTaskThatWasCancelledBefore() {
        running.cancel(1);
        running.begin();
        assertThatThrownBy(running::requireNotCancelled).isInstanceOf(CancellationException.class);
        running.end();
        running.begin();
        assertThatCode(running::requireNotCancelled).doesNotThrowAnyException();
    }

    @Test
    void shouldTellWhereTaskIsAndWhoHasItsLock() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        CompletableFuture<RunningTask> task = new CompletableFuture<>();
        CountDownLatch over = new CountDownLatch(1);
        lock.lock();
        Thread worker = new Thread(() -> {
            task.complete(new RunningTask());
            lock.lock();
            over.countDown();
        });
        worker.start();
        RunningTask waiting = task.get();
        Awaitility.await().until(() -> worker.getState() == Thread.State.WAITING);
        assertThat(waiting.stacks())
                .contains("shouldTellWhereTaskIsAndWhoHasItsLock")
                .contains("that \"" + Thread.currentThread().getName() + "\" has")
                .contains("ReentrantLock.lock");
        lock.unlock();
        over.await();
    }
}
